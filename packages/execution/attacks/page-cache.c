// tries: be charged for other people's files, or charge them to others
// layer: cgroup memory
// limits: memory=24 cpu=8000 wall=20000
// expect: exited 0
// prints: read
// peak: 24

#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

static long total;
static char block[1 << 20];

static int take(const char *path, const struct stat *info, int kind) {
  int fd = kind == FTW_F && info->st_size > 0 ? open(path, O_RDONLY) : -1;
  ssize_t got;
  while (fd >= 0 && (got = read(fd, block, sizeof block)) > 0) total += got;
  if (fd >= 0) close(fd);
  return total > 96l << 20;
}

int main(void) {
  ftw("/usr/lib", take, 16);
  puts(total > 32l << 20 ? "read" : "ESCAPED nothing to read");
}
