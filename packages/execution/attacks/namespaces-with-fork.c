// tries: make and enter namespaces where helpers may be started
// layer: seccomp
// fork: yes
// expect: exited 0
// prints: 6 of BLOCKED [^:]+: Operation not permitted
// prints: BLOCKED clone3 user: Function not implemented

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  static char stack[4096];
  int pidfd;
  TRY("unshare user", unshare(CLONE_NEWUSER));
  TRY("clone user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
  TRY("clone network", syscall(SYS_clone, CLONE_NEWNET | SIGCHLD, 0, 0, 0, 0));
  // As the launcher itself makes the processes in which programs are born, which filters let pass.
  TRY("clone as the stub", syscall(SYS_clone, CLONE_VM | CLONE_FILES | CLONE_NEWPID | CLONE_PIDFD | CLONE_PARENT | SIGCHLD, stack + sizeof stack, &pidfd, 0, 0));
  TRY("clone as the target", syscall(SYS_clone, CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_NEWUTS | SIGCHLD, stack + sizeof stack, 0, 0, 0));
  TRY("setns", setns(3, 0));
  struct { uint64_t flags, rest[10]; } three = {.flags = CLONE_NEWUSER};
  TRY("clone3 user", syscall(435, &three, sizeof three));
}
