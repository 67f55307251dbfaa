#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdalign.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "raw.h"
#include "spawn.h"

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x1000
#endif
#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

// Code below runs while the zygote runs in the same memory: no C library, no instrumentation.
#define IN_BORROWED_MEMORY __attribute__((no_sanitize("address", "undefined"), no_stack_protector))
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 11
#undef IN_BORROWED_MEMORY
#define IN_BORROWED_MEMORY __attribute__((no_sanitize("address", "undefined"), optimize("no-stack-protector")))
#endif

static alignas(16) char stub_stack[16 << 10];
static alignas(16) char target_stack[16 << 10];

__attribute__((noreturn)) IN_BORROWED_MEMORY static void leave(int code) {
  while (true) RAW(SYS_exit_group, code, 0, 0, 0, 0);
}

__attribute__((noreturn)) IN_BORROWED_MEMORY static void give_up(struct launch *launch, const char *step, long result) {
  launch->failed_error = (int)-result;
  launch->failed_step = step;
  leave(125);
}

// Among all processes of the lane's cgroup the program must be the OOM killer's choice. While vforked, this touches
// the target alone, although it shares the zygote's memory.
IN_BORROWED_MEMORY static void offer_to_oom_killer(struct launch *launch) {
  // Undumpable memory's files in /proc belong to root, and the last target's change of identity made it so.
  long result = RAW(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
  if (result < 0) give_up(launch, "set dumpable", result);
  long fd = RAW(SYS_openat, launch->proc, "self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0, 0);
  if (fd < 0) give_up(launch, "open oom_score_adj", fd);
  result = RAW(SYS_write, fd, "1000", 4, 0, 0);
  if (result < 0) give_up(launch, "write oom_score_adj", result);
  RAW(SYS_close, fd, 0, 0, 0, 0);
  // Where the program stays the zygote's user, no change of identity closes the zygote's memory to it again.
  result = RAW(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (result < 0) give_up(launch, "set undumpable", result);
}

IN_BORROWED_MEMORY static void take_limits(struct launch *launch) {
  for (unsigned i = 0; i < launch->limit_count; i++) {
    long result = RAW(SYS_prlimit64, 0, launch->limits[i].resource, &launch->limits[i].value, 0, 0);
    if (result < 0) give_up(launch, "set resource limit", result);
  }
}

IN_BORROWED_MEMORY static void become_coder(struct launch *launch) {
  long result = RAW(SYS_setresgid, launch->gid, launch->gid, launch->gid, 0, 0);
  if (result < 0) give_up(launch, "setresgid", result);
  result = RAW(SYS_setresuid, launch->uid, launch->uid, launch->uid, 0, 0);
  if (result < 0) give_up(launch, "setresuid", result);
}

IN_BORROWED_MEMORY static void open_program(struct launch *launch) {
  long fd = RAW(SYS_openat, AT_FDCWD, launch->path, O_PATH | O_CLOEXEC, 0, 0);
  if (fd < 0) give_up(launch, "open program", fd);
  long result = RAW(SYS_dup3, fd, EXEC_DESCRIPTOR, O_CLOEXEC, 0, 0);
  if (result < 0) give_up(launch, "place program descriptor", result);
  RAW(SYS_close, fd, 0, 0, 0, 0);
}

IN_BORROWED_MEMORY static void close_descriptors(struct launch *launch) {
  // Everything is close-on-exec already; this holds even if one was forgotten.
  long result = RAW(SYS_close_range, 3, ~0u, CLOSE_RANGE_CLOEXEC, 0, 0);
  if (result < 0 && result != -ENOSYS && result != -EINVAL) give_up(launch, "close_range", result);
}

IN_BORROWED_MEMORY static void install_filter(struct launch *launch) {
  unsigned long flags = launch->listen ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0;
  long result = RAW(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &launch->filter, 0, 0);
  if (result < 0) give_up(launch, "install seccomp filter", result);
  if (launch->listen) launch->listener = (int)result;
}

IN_BORROWED_MEMORY static int target_main(void *argument) {
  struct launch *launch = argument;
  // A session of its own: kill(0) must not reach the zygote.
  long result = RAW(SYS_setsid, 0, 0, 0, 0, 0);
  if (result < 0) give_up(launch, "setsid", result);
  if (launch->proc >= 0) offer_to_oom_killer(launch);
  if (launch->directory >= 0) result = RAW(SYS_fchdir, launch->directory, 0, 0, 0, 0);
  else result = RAW(SYS_chdir, launch->place, 0, 0, 0, 0);
  if (result < 0) give_up(launch, "chdir", result);
  if (launch->change_identity) become_coder(launch);
  open_program(launch);
  take_limits(launch);
  close_descriptors(launch);
  if (launch->filter.len > 0) install_filter(launch);
  result = RAW(SYS_execveat, EXEC_DESCRIPTOR, "", launch->argv, launch->envp, AT_EMPTY_PATH);
  // A script's interpreter cannot read it through a descriptor that exec closes.
  if (result == -ENOENT) result = RAW(SYS_execve, launch->path, launch->argv, launch->envp, 0, 0);
  bool executable = RAW(SYS_faccessat, AT_FDCWD, launch->path, X_OK, 0, 0) == 0;
  give_up(launch, executable ? STEP_LOAD : "exec", result);
}

IN_BORROWED_MEMORY bool target_is_deserted(void) {
  struct pollfd polls[2] = {{.fd = 0, .events = POLLIN}, {.fd = 1, .events = POLLOUT}};
  struct timespec now = {0};
  if (RAW(SYS_ppoll, polls, 2, &now, 0, 0) < 0) return false;
  // An exiting process closes one before the other, and the kernel does not say which.
  return (polls[0].revents & POLLHUP) || (polls[1].revents & POLLERR);
}

// A pid 1 ignores signals that it has no handler for, so the program is pid 2 and the stub waits for it. When the stub
// ends, the kernel kills whatever else lives in the namespace.
IN_BORROWED_MEMORY static int stub_main(void *argument) {
  struct launch *launch = argument;
  long child = spawn_vfork(target_main, target_stack + sizeof target_stack, argument);
  if (child < 0) give_up(launch, "vfork target", child);
  if (launch->release >= 0) {
    RAW(SYS_dup3, launch->release, 0, O_CLOEXEC, 0, 0);
    RAW(SYS_dup3, launch->release, 1, O_CLOEXEC, 0, 0);
  }
  while (launch->failed_step == NULL) {
    int status;
    long ended = RAW(SYS_wait4, -1, &status, __WALL, 0, 0);
    if (ended == -EINTR) continue;
    if (ended < 0) give_up(launch, "wait for target", ended);
    if (ended != child) continue;
    launch->deserted = target_is_deserted();
    launch->status = status;
    launch->ended = true;
    break;
  }
  leave(0);
}

void target_take_filter(struct launch *launch) {
  if (launch->proc >= 0) offer_to_oom_killer(launch);
  install_filter(launch);
}

static void begin(struct launch *launch) {
  launch->failed_step = NULL;
  launch->failed_error = 0;
  if (launch->listen) launch->listener = -1;
  launch->ended = false;
  launch->deserted = false;
  memset(&launch->usage, 0, sizeof launch->usage);
}

pid_t target_start(struct launch *launch, int cgroup, int *pidfd) {
  begin(launch);
  return spawn_stub(stub_main, stub_stack, sizeof stub_stack, launch, cgroup, pidfd);
}

pid_t target_start_below(struct launch *launch, int *pidfd) {
  begin(launch);
  return spawn_stub_beside(stub_main, stub_stack, sizeof stub_stack, launch, pidfd);
}

pid_t target_start_alone(struct launch *launch, int *pidfd) {
  begin(launch);
  return clone(target_main, target_stack + sizeof target_stack, CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_PIDFD | SIGCHLD, launch, pidfd);
}
