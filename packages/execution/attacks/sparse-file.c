// tries: make huge files of nothing
// layer: resource limits
// limits: scratch=8
// expect: exited 0
// prints: BLOCKED ftruncate: File too large
// prints: BLOCKED pwrite: File too large
// prints: BLOCKED fallocate: File too large
// prints: BLOCKED fallocate of a hole: .*

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  signal(SIGXFSZ, SIG_IGN);
  int fd = open("/tmp/sparse", O_RDWR | O_CREAT, 0644);
  TRY("ftruncate", ftruncate(fd, 1l << 40));
  TRY("pwrite", pwrite(fd, "x", 1, 1l << 40));
  TRY("fallocate", fallocate(fd, 0, 0, 1l << 40));
  TRY("fallocate of a hole", fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 1l << 34));
}
