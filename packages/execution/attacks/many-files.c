// tries: use up the scratch file system's inodes, and its cleaning's time
// layer: mount namespace
// limits: cpu=8000 wall=20000 memory=256 scratch=64
// expect: exited 0
// prints: BLOCKED after \d+ files: No space left on device

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  for (int file = 0; file < 300000; file++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/%d", file);
    int fd = open(name, O_WRONLY | O_CREAT, 0644);
    if (fd < 0) {
      printf("BLOCKED after %d files: %s\n", file, strerror(errno));
      return 0;
    }
    close(fd);
  }
  puts("ESCAPED with 300000 files");
}
