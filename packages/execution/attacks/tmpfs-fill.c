// tries: fill the scratch file system
// layer: mount namespace
// limits: scratch=8 memory=192
// expect: exited 0
// prints: BLOCKED after [5-8] MiB: No space left on device
// docker-prints: BLOCKED after 12[0-8] MiB: No space left on device
// docker-because: a container's scratch file system is as large as it was made; it counts as memory there too

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static char block[1 << 20];

int main(void) {
  for (int megabyte = 0; megabyte < 160; megabyte++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/fill-%d", megabyte);
    int fd = open(name, O_WRONLY | O_CREAT, 0644);
    if (fd >= 0 && write(fd, block, sizeof block) == sizeof block && close(fd) == 0) continue;
    if (errno == 0) errno = ENOSPC;
    printf("BLOCKED after %d MiB: %s\n", megabyte, strerror(errno));
    return 0;
  }
  puts("ESCAPED with 160 MiB");
}
