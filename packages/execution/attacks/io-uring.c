// tries: make system calls past the filter by io_uring
// layer: seccomp
// quick
// expect: exited 0
// prints: 4 of BLOCKED [^:]+: Function not implemented

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char parameters[256] = {0};
  TRY("io_uring_setup", syscall(425, 8, parameters));
  TRY("io_uring_enter", syscall(426, 3, 1, 0, 0, 0, 0));
  TRY("io_uring_register", syscall(427, 3, 0, 0, 0));
  TRY("io_setup", syscall(SYS_io_setup, 8, parameters));
}
