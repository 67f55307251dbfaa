// tries: write to programs on other lanes through which pages of shared files are in memory
// layer: seccomp
// expect: exited 0
// prints: BLOCKED drop pages: Invalid argument
// prints: BLOCKED ask for pages: Operation not supported

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>

int main(void) {
  static char block[4096];
  struct iovec part = {block, sizeof block};
  int fd = open("/etc/ld.so.cache", O_RDONLY);
  int error = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  if (error) printf("BLOCKED drop pages: %s\n", strerror(error));
  else puts("ESCAPED drop pages");
  errno = 0;
  if (preadv2(fd, &part, 1, 0, RWF_NOWAIT) < 0 && errno != EAGAIN) printf("BLOCKED ask for pages: %s\n", strerror(errno));
  else puts("ESCAPED ask for pages");
}
