// tries: use the scratch file system as memory beyond the limit
// layer: cgroup memory
// limits: scratch=256 memory=32
// expect: limit memory

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static char block[1 << 20];

int main(void) {
  int fd = open("/tmp/memory", O_RDWR | O_CREAT, 0644);
  for (int megabyte = 0; megabyte < 128; megabyte++)
    if (write(fd, block, sizeof block) != sizeof block) return 3;
  puts("ESCAPED with 128 MiB");
}
