// One command from request to result: a program is born, watched until its whole pid namespace is gone, and measured.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bytes.h"
#include "fault.h"
#include "join.h"
#include "lane.h"
#include "output.h"
#include "stdin_file.h"
#include "watch.h"

// The exit code of a shell whose command cannot be executed.
enum { CANNOT_BE_EXECUTED = 126 };
enum ending { ENDED_EXITED = 0, ENDED_SIGNALED = 1, ENDED_CPU = 2, ENDED_WALL = 3, ENDED_MEMORY = 4, ENDED_OUTPUT = 5 };

static void add_limit(struct launch *launch, int resource, uint64_t value) {
  struct target_limit *limit = &launch->limits[launch->limit_count++];
  limit->resource = resource;
  limit->value.rlim_cur = limit->value.rlim_max = value;
}

// As large as all memory, and raised further by programs that ask for it before they recurse deeply: memory is what bounds it.
static void add_stack_limit(struct launch *launch, uint64_t memory_bytes) {
  add_limit(launch, RLIMIT_STACK, memory_bytes);
  struct rlimit own;
  struct rlimit *stack = &launch->limits[launch->limit_count - 1].value;
  if (getrlimit(RLIMIT_STACK, &own) == 0 && own.rlim_max > stack->rlim_max) stack->rlim_max = own.rlim_max;
}

static void set_limits(const struct lane *lane, const struct limits *limits, struct launch *launch) {
  add_limit(launch, RLIMIT_NOFILE, OPEN_FILES);
  add_limit(launch, RLIMIT_FSIZE, limits->scratch_bytes);
  add_stack_limit(launch, limits->memory_bytes);
  // A second net below the cgroup's. It counts the user's processes, in lanes of an ordinary user ours and the stub too.
  if (lane->separate_identity) add_limit(launch, RLIMIT_NPROC, limits->processes);
  else if (lane->counts_own_processes) add_limit(launch, RLIMIT_NPROC, limits->processes + lane->cgroup.residents + 1);
  if (lane->cgroup.cpu_usage < 0) add_limit(launch, RLIMIT_CPU, limits->cpu_ns / 1000000000 + 1);
}

// A directory of the box is opened by us: the target resolves names with the zygote's rights and descriptors, and an earlier
// program may have put a link there.
static bool open_place(struct lane *lane, struct launch *launch) {
  const struct command *command = &lane->command;
  launch->place = command->profile == PROFILE_COMPILE ? "/box" : "/tmp";
  launch->directory = -1;
  if (command->directory[0] == 0) return true;
  launch->directory = box_open_directory(lane, command->directory);
  return launch->directory >= 0 || fail("open working directory");
}

// Who is born in the nursery has the filter already, and is the OOM killer's choice.
static void describe_filter(struct lane *lane, struct launch *launch) {
  launch->proc = -1;
  if (nursery_is_used(lane)) return;
  launch->proc = lane->proc;
  launch->filter = filter_program(&lane->filters[lane->command.profile], lane->command.limits.memory_bytes);
  launch->listen = launch->filter.len > 0;
}

static void describe(struct lane *lane, struct launch *launch) {
  const struct command *command = &lane->command;
  memset(launch, 0, sizeof *launch);
  launch->path = command->argv[0];
  launch->argv = command->argv;
  launch->envp = command->envp;
  launch->change_identity = lane->separate_identity;
  launch->uid = launch->gid = CODER_ID;
  describe_filter(lane, launch);
  // Who leads holds its ends until its program has ended: until then its partner cannot have ended because of that, so
  // that a partner who is gone at that moment went first.
  launch->release = command->join == JOIN_FOLLOW ? lane->null : -1;
  set_limits(lane, &command->limits, launch);
}

static bool take_place(int from, int to) { return dup3(from, to, 0) == to || fail_for_good("place descriptor"); }

// The partner sees the end of a pipe only when nobody here holds it any more.
static bool give_joint(struct lane *lane, struct output *output) {
  struct joint joint;
  if (!join_lanes(lane, &joint)) return false;
  bool recorded = !output->record || record_open(output->record, &joint);
  bool given = recorded && take_place(joint.input, 0) && take_place(joint.output, 1);
  close(joint.input);
  close(joint.output);
  return given;
}

// 0, 1 and 2 belong to the program while it runs and to nobody otherwise.
static bool give_descriptors(struct lane *lane, int input, struct output *output) {
  if (!output_open(output, lane->command.join == JOIN_NOT)) return false;
  if (!take_place(output->err.writer, 2)) return false;
  if (lane->command.join != JOIN_NOT) return give_joint(lane, output);
  return take_place(input < 0 ? lane->null : input, 0) && take_place(output->out.writer, 1);
}

static void take_descriptors_back(struct lane *lane) {
  for (int fd = 0; fd < 3; fd++)
    if (dup3(lane->null, fd, O_CLOEXEC) != fd) lane->broken = true;
  close(EXEC_DESCRIPTOR);
}

static void send_result(struct lane *lane, const struct launch *launch, enum ending kind, int value, const struct watch *watch, const struct usage *usage, const struct output *output) {
  unsigned char head[32], *at = head;
  at = put_number(at, kind, 1);
  at = put_number(at, (uint32_t)value, 4);
  at = put_number(at, watch->cpu_ns, 8);
  at = put_number(at, watch->wall_ns, 8);
  at = put_number(at, usage->peak_bytes, 8);
  at = put_number(at, output->out.truncated, 1);
  at = put_number(at, output->err.truncated, 1);
  at = put_number(at, launch->deserted, 1);
  wire_send(&lane->wire, FRAME_RESULT, head, (size_t)(at - head), 0);
}

static enum ending classify(const struct launch *launch, const struct watch *watch, const struct usage *usage, int *value) {
  bool signaled = WIFSIGNALED(launch->status);
  *value = signaled ? WTERMSIG(launch->status) : WEXITSTATUS(launch->status);
  if (watch->stopped == STOPPED_OUTPUT) return ENDED_OUTPUT;
  if (usage->out_of_memory || watch->stopped == STOPPED_MEMORY || watch->peak_bytes > watch->limits->memory_bytes) return ENDED_MEMORY;
  if (watch->stopped == STOPPED_CPU) return ENDED_CPU;
  if (watch->stopped == STOPPED_WALL) return ENDED_WALL;
  // An allocation beyond the limit was refused, and the program did not get over it.
  if (watch->refused_allocations > 0 && *value != 0) return ENDED_MEMORY;
  if (watch->cpu_ns > watch->limits->cpu_ns) return ENDED_CPU;
  return signaled ? ENDED_SIGNALED : ENDED_EXITED;
}

// The stub is gone without having seen the program's end.
static bool explain_no_end(const struct launch *launch, const struct watch *watch, const struct usage *usage) {
  if (watch->stopped != STOPPED_NOT || usage->out_of_memory) return true;
  if (launch->failed_step) return fail_with(launch->failed_step, launch->failed_error);
  errno = ECHILD;
  return fail_for_good("stub ended early");
}

static bool failed_to_load(const struct launch *launch) { return launch->failed_step && strcmp(launch->failed_step, STEP_LOAD) == 0; }

static bool out_of_memory_at_exec(const struct launch *launch) { return failed_to_load(launch) && launch->failed_error == ENOMEM; }

// A file of the box whose content names an interpreter that is not there, or a layout that no process can have: what a
// compiler was made to build by its source is the program's doing, and ends as in a shell.
static void blame_program(struct launch *launch) {
  static const int REASONS[] = {ENOENT, EACCES, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, ENOEXEC, ELIBBAD, EINVAL, EIO};
  if (!failed_to_load(launch) || strncmp(launch->path, "/box/", 5) != 0) return;
  for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
    if (launch->failed_error == REASONS[i]) launch->status = CANNOT_BE_EXECUTED << 8, launch->ended = true;
}

// Without a control group of our own: the largest single process, or the largest sum that was seen.
static void complete_peak(const struct launch *launch, const struct watch *watch, struct usage *usage) {
  uint64_t largest = (uint64_t)launch->usage.ru_maxrss * 1024;
  if (largest > usage->peak_bytes) usage->peak_bytes = largest;
  if (watch->peak_bytes > usage->peak_bytes) usage->peak_bytes = watch->peak_bytes;
}

static bool conclude(struct lane *lane, const struct launch *launch, struct watch *watch, const struct meter *meter, const struct output *output) {
  struct usage usage;
  int value;
  if (!cgroup_end_run(&lane->cgroup, meter, &usage)) return false;
  if (out_of_memory_at_exec(launch)) usage.out_of_memory = true;
  if (lane->cgroup.memory_limit < 0) complete_peak(launch, watch, &usage);
  if (!launch->ended && !explain_no_end(launch, watch, &usage)) return false;
  enum ending ending = classify(launch, watch, &usage, &value);
  send_result(lane, launch, ending, value, watch, &usage, output);
  return true;
}

// The partner must hear what the program said last, and then that it has gone.
static bool end_record(struct lane *lane, const struct output *output) {
  if (!output->record) return true;
  if (dup3(lane->null, 0, O_CLOEXEC) < 0 || dup3(lane->null, 1, O_CLOEXEC) < 0) return fail_for_good("release pipes");
  return record_finish(output->record, output->wire);
}

// A partner may go at any time. Programs start with nothing ignored, so this is only for while they run.
static void mind_broken_pipes(const struct output *output, bool mind) {
  if (output->record) signal(SIGPIPE, mind ? SIG_DFL : SIG_IGN);
}

static pid_t start(struct lane *lane, int *pidfd) {
  if (!lane->native) return target_start_alone(&lane->launch, pidfd);
  if (nursery_is_used(lane)) return nursery_start(lane, pidfd);
  return target_start(&lane->launch, lane->cgroup.run_directory, pidfd);
}

static bool start_and_watch(struct lane *lane, int input, struct output *output) {
  struct launch *launch = &lane->launch;
  struct meter meter;
  struct watch watch = {.limits = &lane->command.limits, .pidfd = -1};
  if (!give_descriptors(lane, input, output)) return false;
  if (!cgroup_begin_run(&lane->cgroup, &lane->command.limits, &meter)) return false;
  watch.started_ns = watch_now();
  if (start(lane, &watch.pidfd) < 0) return fail_for_good("clone stub");
  mind_broken_pipes(output, false);
  bool watched = watch_until_end(&watch, lane, launch, output, &meter);
  close(watch.pidfd);
  if (launch->listen && launch->listener >= 0) close(launch->listener);
  blame_program(launch);
  // The stub looked at the first moment; one that was killed could not.
  if (!launch->ended) launch->deserted = target_is_deserted();
  bool recorded = watched && end_record(lane, output);
  mind_broken_pipes(output, true);
  return recorded && conclude(lane, launch, &watch, &meter, output);
}

// What the program leaves is removed after its result is on the way; what cannot be is found out before the next.
static void clean_up(struct lane *lane) {
  nursery_bury(lane);
  if (!lane_clear_scratch(lane)) lane->broken = true;
  if (!cgroup_is_quiet(&lane->cgroup)) lane->broken = true;
}

static bool perform(struct lane *lane, int input) {
  struct launch *launch = &lane->launch;
  struct record record = {.said = {.from = -1}, .heard = {.from = -1}};
  struct output output = {.wire = &lane->wire, .limits = &lane->command.limits, .record = lane->command.join == JOIN_RECORD ? &record : NULL};
  if (!lane_set_box_writable(lane, lane->command.profile == PROFILE_COMPILE)) return false;
  if (!lane_prepare_scratch(lane, lane->command.limits.scratch_bytes)) return false;
  if (!nursery_prepare(lane)) return false;
  describe(lane, launch);
  if (!open_place(lane, launch)) return false;
  bool done = start_and_watch(lane, input, &output);
  if (launch->directory >= 0) close(launch->directory);
  take_descriptors_back(lane);
  record_close(&record);
  output_close(&output);
  return done;
}

bool run_command(struct lane *lane, const struct frame *frame) {
  int input = -1;
  if (!decode_command(lane->wire.head, frame->head_bytes, &lane->command)) return wire_skip_body(&lane->wire) && wire_send_fault(&lane->wire);
  if (!stdin_take(lane, frame->body_bytes, &input)) return wire_skip_body(&lane->wire) && wire_send_fault(&lane->wire);
  bool done = perform(lane, input);
  if (input >= 0) close(input);
  bool sent = done ? wire_flush(&lane->wire) : wire_send_fault(&lane->wire);
  if (!done && last_fault.retire) return false;
  clean_up(lane);
  return sent;
}
