#include "nursery.h"

#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "lane.h"

enum turn { TURN_ZYGOTE, TURN_NURSERY };

bool nursery_is_used(const struct lane *lane) { return lane->native && lane->cgroup.version != CGROUP_V2; }

static void pass_turn(struct nursery *nursery, uint32_t turn) {
  __atomic_store_n(&nursery->turn, turn, __ATOMIC_RELEASE);
  syscall(SYS_futex, &nursery->turn, FUTEX_WAKE, 1, NULL, NULL, 0);
}

// Returns at once, or when woken, or after `patience`.
static bool has_turn(struct nursery *nursery, uint32_t turn, const struct timespec *patience) {
  if (__atomic_load_n(&nursery->turn, __ATOMIC_ACQUIRE) == turn) return true;
  syscall(SYS_futex, &nursery->turn, FUTEX_WAIT, turn == TURN_ZYGOTE ? TURN_NURSERY : TURN_ZYGOTE, patience, NULL, 0);
  return __atomic_load_n(&nursery->turn, __ATOMIC_ACQUIRE) == turn;
}

__attribute__((noreturn)) static void live(struct lane *lane) {
  struct nursery *nursery = &lane->nursery;
  target_take_filter(&lane->launch);
  while (true) {
    pass_turn(nursery, TURN_ZYGOTE);
    while (!has_turn(nursery, TURN_NURSERY, NULL)) continue;
    nursery->child = target_start_below(&lane->launch, &nursery->child_pidfd);
    nursery->child_error = errno;
  }
}

static bool is_gone(struct nursery *nursery, int options) {
  if (nursery->pid == 0 || waitpid(nursery->pid, NULL, options) == 0) return false;
  nursery->pid = 0;
  if (nursery->listener >= 0) close(nursery->listener);
  nursery->listener = -1;
  return true;
}

// Until the nursery has done what it was woken for. False when it ended instead.
static bool await(struct nursery *nursery) {
  const struct timespec patience = {.tv_nsec = 100000000};
  while (!has_turn(nursery, TURN_ZYGOTE, &patience))
    if (is_gone(nursery, WNOHANG)) return false;
  return true;
}

static bool fits(const struct lane *lane) {
  const struct nursery *nursery = &lane->nursery;
  return nursery->pid != 0 && nursery->profile == lane->command.profile && nursery->memory_bytes == lane->command.limits.memory_bytes;
}

static bool end(struct nursery *nursery) {
  if (nursery->pid == 0) return true;
  if (kill(nursery->pid, SIGKILL) < 0) return fail_for_good("end nursery");
  return is_gone(nursery, 0) || fail_for_good("reap nursery");
}

static bool begin(struct lane *lane) {
  struct nursery *nursery = &lane->nursery;
  *nursery = (struct nursery){.profile = lane->command.profile, .memory_bytes = lane->command.limits.memory_bytes, .turn = TURN_NURSERY, .listener = -1};
  lane->launch = (struct launch){.proc = lane->proc, .listen = true, .listener = -1};
  lane->launch.filter = filter_program(&lane->filters[nursery->profile], nursery->memory_bytes);
  long pid = syscall(SYS_clone, CLONE_FILES | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0) live(lane);
  if (pid < 0) return fail_for_good("clone nursery");
  nursery->pid = (pid_t)pid;
  bool ready = await(nursery);
  if (!ready) return lane->launch.failed_step ? fail_with(lane->launch.failed_step, lane->launch.failed_error) : fail_with("begin nursery", ECHILD);
  nursery->listener = lane->launch.listener;
  lane->cgroup.residents = 2;
  return true;
}

bool nursery_prepare(struct lane *lane) {
  if (!nursery_is_used(lane)) return true;
  nursery_bury(lane);
  return fits(lane) || (end(&lane->nursery) && begin(lane));
}

void nursery_bury(struct lane *lane) {
  if (is_gone(&lane->nursery, WNOHANG)) lane->cgroup.residents = 1;
}

pid_t nursery_start(struct lane *lane, int *pidfd) {
  struct nursery *nursery = &lane->nursery;
  lane->launch.listener = nursery->listener;
  pass_turn(nursery, TURN_NURSERY);
  if (!await(nursery)) {
    errno = ECHILD;
    return -1;
  }
  *pidfd = nursery->child_pidfd;
  errno = nursery->child_error;
  return nursery->child;
}
