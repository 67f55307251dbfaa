// tries: fork, and become other programs, where a program may only have threads
// layer: seccomp
// quick
// expect: exited 0
// prints: BLOCKED fork: Operation not permitted
// prints: BLOCKED vfork: Operation not permitted
// prints: BLOCKED clone: Operation not permitted
// prints: BLOCKED clone3: Function not implemented
// prints: BLOCKED execve: Permission denied
// prints: BLOCKED execveat: Permission denied

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char *arguments[] = {"true", NULL};
  struct { uint64_t flags, rest[10]; } three = {.rest = {[3] = SIGCHLD}};
  setvbuf(stdout, NULL, _IONBF, 0);
  TRY("fork", syscall(SYS_fork));
  TRY("vfork", syscall(SYS_vfork));
  TRY("clone", syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  TRY("clone3", syscall(SYS_clone3, &three, sizeof three));
  TRY("execve", syscall(SYS_execve, "/bin/true", arguments, NULL));
  TRY("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, NULL, 0));
}
