#include "cgroup_seen.h"

#include <fcntl.h>
#include <unistd.h>

#include "cgroup_files.h"
#include "fault.h"

// Where containers see their own group; v2 first.
static const char *const CPU_FILES[] = {"/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/cpuacct/cpuacct.usage", "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage"};
static const char *const PEAK_FILES[] = {"/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes"};
static const char *const USAGE_FILES[] = {"/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory/memory.usage_in_bytes"};
static const char *const EVENT_FILES[] = {"/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"};

static int open_first(const char *const *paths, size_t count) {
  int fd = -1;
  for (size_t i = 0; i < count && fd < 0; i++) fd = open(paths[i], O_RDONLY | O_CLOEXEC);
  return fd;
}

void seen_open(struct cgroup *cgroup) {
  cgroup->cpu_usage = open_first(CPU_FILES, sizeof CPU_FILES / sizeof *CPU_FILES);
  cgroup->memory_peak = open_first(PEAK_FILES, sizeof PEAK_FILES / sizeof *PEAK_FILES);
  cgroup->memory_usage = open_first(USAGE_FILES, sizeof USAGE_FILES / sizeof *USAGE_FILES);
  cgroup->memory_events = open_first(EVENT_FILES, sizeof EVENT_FILES / sizeof *EVENT_FILES);
}

static bool read_cpu(const struct cgroup *cgroup, uint64_t *cpu_ns) {
  char text[1024];
  if (!read_text(cgroup->cpu_usage, text, sizeof text)) return fail("read container CPU time");
  uint64_t microseconds = value_of(text, "usage_usec");
  if (microseconds > 0) *cpu_ns = microseconds * 1000;
  else return read_value(cgroup->cpu_usage, cpu_ns) || fail("read container CPU time");
  return true;
}

static uint64_t read_kills(const struct cgroup *cgroup) {
  char text[512];
  if (cgroup->memory_events < 0 || !read_text(cgroup->memory_events, text, sizeof text)) return 0;
  return value_of(text, "oom_kill");
}

static uint64_t read_or_zero(int fd) {
  uint64_t value = 0;
  return fd >= 0 && read_value(fd, &value) ? value : 0;
}

bool seen_begin_run(struct cgroup *cgroup, struct meter *meter) {
  meter->memory_base = read_or_zero(cgroup->memory_usage);
  meter->peak_before = read_or_zero(cgroup->memory_peak);
  cgroup->oom_kills = read_kills(cgroup);
  meter->own_cpu_ns = own_cpu_ns();
  return cgroup->cpu_usage < 0 || read_cpu(cgroup, &meter->cpu_ns);
}

bool seen_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns) {
  uint64_t own = own_cpu_ns() - meter->own_cpu_ns, all;
  if (!read_cpu(cgroup, &all)) return false;
  all -= meter->cpu_ns;
  *cpu_ns = all > own ? all - own : 0;
  return true;
}

// The container's peak cannot be reset; where it grew, it grew in this run.
bool seen_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage) {
  uint64_t peak = read_or_zero(cgroup->memory_peak);
  if (peak > meter->peak_before && peak > meter->memory_base) usage->peak_bytes = peak - meter->memory_base;
  usage->out_of_memory = read_kills(cgroup) > cgroup->oom_kills;
  return true;
}
