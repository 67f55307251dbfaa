// tries: keep kernel memory in pipes and make them larger
// layer: resource limits
// expect: exited 0
// prints: BLOCKED F_SETPIPE_SZ: Permission denied
// prints: BLOCKED after 126 pipes: Too many open files

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  static char block[65536];
  int ends[2], count = 0;
  if (pipe(ends) == 0) TRY("F_SETPIPE_SZ", fcntl(ends[0], F_SETPIPE_SZ, 1 << 20));
  close(ends[0]), close(ends[1]);
  while (count < 3000 && pipe(ends) == 0) {
    if (write(ends[1], block, sizeof block) != sizeof block) break;
    count++;
  }
  if (count == 3000) puts("ESCAPED with 3000 pipes");
  else printf("BLOCKED after %d pipes: %s\n", count, strerror(errno));
}
