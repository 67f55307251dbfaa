#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "leftovers.h"
#include "notify.h"
#include "tree.h"

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

static const uint64_t MS = 1000000;
// How long a client may make a program wait in all, and how long output may wait for company before it is sent.
static const uint64_t MAX_BLOCKED_NS = 60000 * MS;
static const uint64_t FLUSH_AFTER_NS = 5 * MS;
// A busy machine can stretch a program's time to this many times its wall limit on top of it.
static const uint64_t MAX_DELAYED_WALLS = 4;
static const uint64_t LOOK_EVERY_NS = 10 * MS;
enum { FLUSH_AT_BYTES = 64 << 10 };

enum { WATCH_END, WATCH_OUT, WATCH_ERR, WATCH_CLIENT, WATCH_LISTENER, WATCH_COUNT, WATCH_ALL = WATCH_COUNT + RECORD_POLLS };

uint64_t watch_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool stop(struct watch *watch, const struct lane *lane, enum stopped why) {
  if (watch->stopped == STOPPED_NOT) watch->stopped = why;
  // The stub's end takes its pid namespace with it. Without a namespace, everything that is not the agent goes.
  if (!lane->native) return leftovers_kill();
  return syscall(SYS_pidfd_send_signal, watch->pidfd, SIGKILL, NULL, 0) == 0 || errno == ESRCH || fail_for_good("kill program");
}

static uint64_t nanoseconds(const struct timeval *time) { return (uint64_t)time->tv_sec * 1000000000u + (uint64_t)time->tv_usec * 1000u; }

static bool measure_cpu(struct watch *watch, const struct lane *lane, const struct launch *launch, const struct meter *meter) {
  if (lane->cgroup.cpu_usage >= 0) return cgroup_cpu_ns(&lane->cgroup, meter, &watch->cpu_ns);
  // What waiting for the tree told, which misses children that nobody waited for; looking at it may have seen more.
  uint64_t waited = nanoseconds(&launch->usage.ru_utime) + nanoseconds(&launch->usage.ru_stime);
  if (waited > watch->cpu_ns) watch->cpu_ns = waited;
  return true;
}

// Without control groups a native lane looks at its process tree every few milliseconds.
static bool must_look(const struct lane *lane) { return lane->native && lane->cgroup.version == CGROUP_NONE; }

// The scratch file system is memory, too; a control group would count it.
static bool see_memory(struct watch *watch, uint64_t resident_bytes) {
  struct statfs scratch;
  if (statfs("/scratch", &scratch) < 0) return fail_for_good("measure /scratch");
  uint64_t bytes = resident_bytes + (scratch.f_blocks - scratch.f_bfree) * (uint64_t)scratch.f_bsize;
  if (bytes > watch->peak_bytes) watch->peak_bytes = bytes;
  return true;
}

static bool look_at_tree(struct watch *watch, const struct lane *lane, uint64_t now) {
  struct tree_use use;
  if (!tree_measure(lane->nursery.pid, &use)) return false;
  watch->cpu_ns = use.cpu_ns;
  if (!see_memory(watch, use.resident_bytes)) return false;
  if (watch->peak_bytes > watch->limits->memory_bytes) return stop(watch, lane, STOPPED_MEMORY);
  if (use.cpu_ns >= watch->limits->cpu_ns) return stop(watch, lane, STOPPED_CPU);
  watch->next_cpu_check_ns = now + LOOK_EVERY_NS;
  return true;
}

// The next moment at which the limit can possibly be reached: nothing burns faster than all of its processors.
static bool check_cpu(struct watch *watch, const struct lane *lane, const struct launch *launch, const struct meter *meter, uint64_t now) {
  if (watch->stopped != STOPPED_NOT || now < watch->next_cpu_check_ns) return true;
  if (must_look(lane)) return look_at_tree(watch, lane, now);
  if (!measure_cpu(watch, lane, launch, meter)) return false;
  if (watch->cpu_ns >= watch->limits->cpu_ns) return stop(watch, lane, STOPPED_CPU);
  uint64_t left = (watch->limits->cpu_ns - watch->cpu_ns) / lane->processors;
  watch->next_cpu_check_ns = now + (left > MS ? left : MS);
  return true;
}

static uint64_t wall_deadline(const struct watch *watch) { return watch->started_ns + watch->limits->wall_ns + watch->blocked_ns + watch->delayed_ns; }

static bool check_wall(struct watch *watch, const struct lane *lane, uint64_t now) {
  if (watch->stopped != STOPPED_NOT || now < wall_deadline(watch)) return true;
  // Whoever makes itself wait, by many busy threads on one processor, pays with CPU time.
  uint64_t delay = tree_longest_delay_ns(), most = MAX_DELAYED_WALLS * watch->limits->wall_ns;
  watch->delayed_ns = delay < most ? delay : most;
  return now < wall_deadline(watch) || stop(watch, lane, STOPPED_WALL);
}

static struct timespec time_left(const struct watch *watch, const struct launch *launch, bool waiting_output, uint64_t now) {
  uint64_t until = wall_deadline(watch);
  if (watch->next_cpu_check_ns < until) until = watch->next_cpu_check_ns;
  if (watch->stopped != STOPPED_NOT) until = now + 1000 * MS;
  if (waiting_output && now + FLUSH_AFTER_NS < until) until = now + FLUSH_AFTER_NS;
  // The target is still on its way to its filter, whose listener must be watched from then on.
  if (launch->listen && launch->listener < 0 && now + MS < until) until = now + MS;
  uint64_t left = until > now ? until - now : 0;
  return (struct timespec){.tv_sec = (time_t)(left / 1000000000u), .tv_nsec = (long)(left % 1000000000u)};
}

// Output goes to the client in large parts, with the result, or after a few milliseconds.
static bool send_output(struct output *output, bool idle) {
  size_t waiting = output->wire->out_end - output->wire->out_start;
  return waiting == 0 || (!idle && waiting < FLUSH_AT_BYTES) || wire_try_flush(output->wire);
}

static nfds_t fill_polls(struct pollfd polls[WATCH_ALL], const struct watch *watch, const struct launch *launch, struct output *output) {
  bool room = output_has_room(output);
  polls[WATCH_END] = (struct pollfd){.fd = watch->pidfd, .events = POLLIN};
  polls[WATCH_OUT] = (struct pollfd){.fd = room ? output->out.reader : -1, .events = POLLIN};
  polls[WATCH_ERR] = (struct pollfd){.fd = room ? output->err.reader : -1, .events = POLLIN};
  polls[WATCH_CLIENT] = (struct pollfd){.fd = output->wire->in, .events = POLLRDHUP};
  if (!room) polls[WATCH_CLIENT] = (struct pollfd){.fd = output->wire->out, .events = POLLRDHUP | POLLOUT};
  polls[WATCH_LISTENER] = (struct pollfd){.fd = watch->listener_is_silent ? -1 : launch->listener, .events = POLLIN};
  if (!output->record) return WATCH_COUNT;
  record_fill_polls(output->record, polls + WATCH_COUNT);
  return WATCH_ALL;
}

static bool handle(struct watch *watch, struct lane *lane, struct launch *launch, struct output *output, const struct pollfd polls[WATCH_ALL]) {
  if (polls[WATCH_CLIENT].revents & (POLLRDHUP | POLLHUP | POLLERR)) {
    stop(watch, lane, STOPPED_CLIENT);
    return fail_for_good("client went away");
  }
  if ((polls[WATCH_OUT].revents & POLLIN) && !output_take_stdout(output) && watch->stopped == STOPPED_NOT && !stop(watch, lane, STOPPED_OUTPUT)) return false;
  if (polls[WATCH_ERR].revents & POLLIN) output_take_stderr(output);
  if (output->record) record_pass(output->record, output->wire, polls + WATCH_COUNT);
  if (polls[WATCH_LISTENER].revents & POLLIN) watch->refused_allocations += notify_refuse(launch->listener, watch->limits->memory_bytes);
  else if (polls[WATCH_LISTENER].revents & (POLLHUP | POLLERR)) watch->listener_is_silent = true;
  return true;
}

// What is still in the pipes when the last writer is gone.
static bool drain(struct output *output) {
  while (true) {
    struct pollfd polls[2] = {{.fd = output->out.reader, .events = POLLIN}, {.fd = output->err.reader, .events = POLLIN}};
    if (poll(polls, 2, 0) <= 0) return true;
    if (!output_has_room(output) && !wire_flush(output->wire)) return fail_for_good("client went away");
    if (polls[0].revents & POLLIN) output_take_stdout(output);
    if (polls[1].revents & POLLIN) output_take_stderr(output);
  }
}

static bool wait_once(struct watch *watch, struct lane *lane, struct launch *launch, struct output *output, bool *ended) {
  struct pollfd polls[WATCH_ALL];
  uint64_t now = watch_now();
  nfds_t count = fill_polls(polls, watch, launch, output);
  bool blocked = polls[WATCH_CLIENT].events & POLLOUT;
  struct timespec left = time_left(watch, launch, wire_has_output(output->wire) && !blocked, now);
  int ready = ppoll(polls, count, &left, NULL);
  if (ready < 0 && errno != EINTR) return fail_for_good("poll program");
  if (blocked) watch->blocked_ns += watch_now() - now;
  if (watch->blocked_ns > MAX_BLOCKED_NS) return stop(watch, lane, STOPPED_CLIENT) && fail_with("client takes no output", ETIMEDOUT);
  if (ready > 0 && !handle(watch, lane, launch, output, polls)) return false;
  *ended = ready > 0 && (polls[WATCH_END].revents & POLLIN);
  return *ended || send_output(output, ready == 0 || blocked);
}

// The kernel's waitid tells the resources too: of the stub and of all that ended below it.
static bool reap(const struct watch *watch, const struct lane *lane, struct launch *launch) {
  siginfo_t info = {0};
  int options = WEXITED | __WALL | (lane->native ? 0 : WNOWAIT);
  if (syscall(SYS_waitid, P_PIDFD, watch->pidfd, &info, options, &launch->usage) < 0) return fail_for_good("reap program");
  return lane->native || leftovers_reap(info.si_pid, launch);
}

bool watch_until_end(struct watch *watch, struct lane *lane, struct launch *launch, struct output *output, const struct meter *meter) {
  bool ended = false;
  watch->next_cpu_check_ns = watch->started_ns + (must_look(lane) ? LOOK_EVERY_NS : watch->limits->cpu_ns / lane->processors);
  while (!ended) {
    if (!wait_once(watch, lane, launch, output, &ended)) return false;
    uint64_t now = watch_now();
    if (!ended && (!check_cpu(watch, lane, launch, meter, now) || !check_wall(watch, lane, now))) return false;
  }
  watch->wall_ns = watch_now() - watch->started_ns - watch->blocked_ns;
  if (must_look(lane) && !see_memory(watch, 0)) return false;
  return reap(watch, lane, launch) && drain(output) && measure_cpu(watch, lane, launch, meter);
}
