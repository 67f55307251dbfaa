// tries: stop the kernel in the middle of a copy
// layer: seccomp
// expect: exited 0
// prints: 1 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("userfaultfd", syscall(SYS_userfaultfd, 1));
}
