// tries: find descriptors that the launcher forgot
// layer: launcher
// quick
// expect: exited 0
// prints: only 0, 1 and 2

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  int found = 0;
  for (int fd = 3; fd < 70000; fd++)
    if (fcntl(fd, F_GETFD) >= 0) printf("ESCAPED descriptor %d is open\n", fd), found++;
  if (!found) puts("only 0, 1 and 2");
}
