// tries: leave keys for others, and read theirs
// layer: seccomp
// expect: exited 0
// prints: 3 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("add_key", syscall(SYS_add_key, "user", "attack", "x", 1, -3));
  TRY("keyctl", syscall(SYS_keyctl, 0, -3, 1));
  TRY("request_key", syscall(SYS_request_key, "user", "attack", 0, -3));
}
