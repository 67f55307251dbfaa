// clone in the forms that the C library does not offer.
#ifndef SPAWN_H
#define SPAWN_H
#include <stddef.h>
#include <sys/types.h>

// A process in the caller's memory and descriptor table, first of a new pid namespace, born in `cgroup` (a descriptor
// of a v2 group, or -1). The pid, or -1 with errno.
pid_t spawn_stub(int (*run)(void *), char *stack, size_t stack_bytes, void *argument, int cgroup, int *pidfd);

// The same as a child of the caller's parent.
pid_t spawn_stub_beside(int (*run)(void *), char *stack, size_t stack_bytes, void *argument, int *pidfd);

// As vfork with its own stack, sharing the descriptor table, and with a host name of its own; the caller sleeps until exec or exit. -errno on failure.
long spawn_vfork(int (*run)(void *), char *stack_top, void *argument);
#endif
