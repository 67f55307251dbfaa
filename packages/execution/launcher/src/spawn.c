#include "spawn.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x1000
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#define CLONE_INTO_GIVEN_CGROUP 0x200000000ull

// As the kernel defines it; older headers lack the last field.
struct clone3_arguments {
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};

// The child starts on its own stack with nothing on it, so it must not return from here: it calls `run` and exits.
long clone3_call(struct clone3_arguments *arguments, size_t size, int (*run)(void *), void *argument);
#if defined(__x86_64__)
__asm__(".text\n.globl clone3_call\n.hidden clone3_call\n.type clone3_call, @function\nclone3_call:\n"
        "mov %rdx, %r8\nmov %rcx, %r9\nmov $435, %eax\nsyscall\ntest %rax, %rax\njz 1f\nret\n"
        "1: xor %ebp, %ebp\nmov %r9, %rdi\ncall *%r8\nmov %eax, %edi\nmov $231, %eax\nsyscall\nhlt\n"
        ".size clone3_call, . - clone3_call\n");
#elif defined(__aarch64__)
__asm__(".text\n.globl clone3_call\n.hidden clone3_call\n.type clone3_call, %function\nclone3_call:\n"
        "mov x10, x2\nmov x11, x3\nmov x8, #435\nsvc 0\ncbz x0, 1f\nret\n"
        "1: mov x29, #0\nmov x0, x11\nblr x10\nmov x8, #94\nsvc 0\nbrk #0\n"
        ".size clone3_call, . - clone3_call\n");
#endif

// seccomp/birth.list knows these flags, and those below.
static const int STUB_FLAGS = CLONE_VM | CLONE_FILES | CLONE_NEWPID | CLONE_PIDFD;

pid_t spawn_stub_beside(int (*run)(void *), char *stack, size_t stack_bytes, void *argument, int *pidfd) {
  return clone(run, stack + stack_bytes, STUB_FLAGS | CLONE_PARENT | SIGCHLD, argument, pidfd);
}

pid_t spawn_stub(int (*run)(void *), char *stack, size_t stack_bytes, void *argument, int cgroup, int *pidfd) {
  if (cgroup < 0) return clone(run, stack + stack_bytes, STUB_FLAGS | SIGCHLD, argument, pidfd);
  struct clone3_arguments arguments = {
      .flags = (uint64_t)STUB_FLAGS | CLONE_INTO_GIVEN_CGROUP,
      .pidfd = (uint64_t)(uintptr_t)pidfd,
      .exit_signal = SIGCHLD,
      .stack = (uint64_t)(uintptr_t)stack,
      .stack_size = stack_bytes,
      .cgroup = (uint64_t)cgroup,
  };
  long pid = clone3_call(&arguments, sizeof arguments, run, argument);
  if (pid >= 0) return (pid_t)pid;
  errno = (int)-pid;
  return -1;
}

__attribute__((no_sanitize("address", "undefined"))) long spawn_vfork(int (*run)(void *), char *stack_top, void *argument) {
  int pid = clone(run, stack_top, CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_NEWUTS | SIGCHLD, argument);
  return pid >= 0 ? pid : -(long)errno;
}
