// tries: read and steer the launcher where helpers may be started
// layer: seccomp
// fork: yes
// expect: exited 0
// prints: 5 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char byte;
  struct iovec vector = {&byte, 1};
  TRY("ptrace seize", syscall(SYS_ptrace, 0x4206, 1, 0, 0));
  TRY("ptrace traceme", syscall(SYS_ptrace, 0, 0, 0, 0));
  TRY("process_vm_readv", syscall(SYS_process_vm_readv, 1, &vector, 1, &vector, 1, 0));
  TRY("pidfd_getfd", syscall(438, 3, 0, 0));
  TRY("kcmp", syscall(SYS_kcmp, getpid(), 1, 0, 0, 0));
}
