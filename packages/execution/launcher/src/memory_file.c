#include "memory_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

int memory_file_create(void) {
  int fd = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) fail("create stdin");
  return fd;
}

bool memory_file_seal(int fd) {
  if (fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0) return fail("seal stdin");
  // What is sealed is its content; nobody but its owner may leave anything else on it.
  if (fchmod(fd, 0444) < 0) return fail("protect stdin");
  return lseek(fd, 0, SEEK_SET) == 0 || fail("rewind stdin");
}

int memory_file_open(int fd) {
  const struct timespec now[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  // A program that opens its stdin anew changes when it was read, which the next must not learn.
  if (fchmod(fd, 0444) < 0 || futimens(fd, now) < 0) return fail("renew stdin"), -1;
  int opened = open(path, O_RDONLY | O_CLOEXEC | O_NOATIME);
  if (opened < 0) fail("open stdin again");
  return opened;
}
