// tries: make and enter namespaces
// layer: seccomp
// quick
// expect: exited 0
// prints: 13 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  static char stack[4096];
  int pidfd;
  TRY("unshare user", unshare(CLONE_NEWUSER));
  TRY("unshare mount", unshare(CLONE_NEWNS));
  TRY("unshare pid", unshare(CLONE_NEWPID));
  TRY("unshare network", unshare(CLONE_NEWNET));
  TRY("unshare IPC", unshare(CLONE_NEWIPC));
  TRY("unshare host name", unshare(CLONE_NEWUTS));
  TRY("unshare cgroup", unshare(0x02000000));
  TRY("unshare time", unshare(0x80));
  TRY("clone user", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
  TRY("clone pid", syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0));
  // As the launcher itself makes the processes in which programs are born, which filters let pass.
  TRY("clone as the stub", syscall(SYS_clone, CLONE_VM | CLONE_FILES | CLONE_NEWPID | CLONE_PIDFD | CLONE_PARENT | SIGCHLD, stack + sizeof stack, &pidfd, 0, 0));
  TRY("clone as the target", syscall(SYS_clone, CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_NEWUTS | SIGCHLD, stack + sizeof stack, 0, 0, 0));
  TRY("setns", setns(3, 0));
}
