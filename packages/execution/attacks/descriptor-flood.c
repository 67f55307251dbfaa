// tries: open more descriptors than allowed
// layer: resource limits
// expect: exited 0
// prints: BLOCKED after 253 descriptors: Too many open files

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int count = 0;
  while (count < 5000 && open("/dev/null", O_RDONLY) >= 0) count++;
  if (count == 5000) puts("ESCAPED with 5000 descriptors");
  else printf("BLOCKED after %d descriptors: %s\n", count, strerror(errno));
}
