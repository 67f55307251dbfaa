#include "cgroup_v1.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_files.h"
#include "fault.h"

static const uint64_t UNLIMITED = 1ull << 62;
static const uint64_t MIB = 1 << 20;

static bool make_directory(struct cgroup *cgroup, int controller, const char *parent, const char *name) {
  char *directory = cgroup->directory[controller];
  snprintf(directory, sizeof cgroup->directory[0], "%s/%s", parent, name);
  // Controllers that are mounted together share the directory.
  return mkdir(directory, 0755) == 0 || errno == EEXIST || fail_about("mkdir", directory);
}

static bool open_file(const char *directory, const char *name, int flags, int *fd) {
  *fd = open_file_at(directory, name, flags);
  return *fd >= 0 || fail_about("open cgroup file", name);
}

static bool open_memory(struct cgroup *cgroup) {
  const char *directory = cgroup->directory[CONTROLLER_MEMORY];
  if (!open_file(directory, "memory.limit_in_bytes", O_WRONLY, &cgroup->memory_limit)) return false;
  if (!open_file(directory, "memory.usage_in_bytes", O_RDONLY, &cgroup->memory_usage)) return false;
  if (!open_file(directory, "memory.max_usage_in_bytes", O_RDWR, &cgroup->memory_peak)) return false;
  if (!open_file(directory, "memory.stat", O_RDONLY, &cgroup->memory_stat)) return false;
  if (!open_file(directory, "memory.oom_control", O_RDONLY, &cgroup->memory_events)) return false;
  // Absent where the kernel does not account its own memory.
  cgroup->memory_kernel = open_file_at(directory, "memory.kmem.usage_in_bytes", O_RDONLY);
  // Without swap accounting the kernel has no such file; then at least nothing of ours is swapped willingly.
  cgroup->swap_limit = open_file_at(directory, "memory.memsw.limit_in_bytes", O_WRONLY);
  if (cgroup->swap_limit < 0 && !write_file_at(directory, "memory.swappiness", "0")) return fail("write memory.swappiness");
  cgroup->limit_bytes = UNLIMITED;
  return true;
}

static bool open_pids(struct cgroup *cgroup) {
  const char *directory = cgroup->directory[CONTROLLER_PIDS];
  return open_file(directory, "pids.max", O_WRONLY, &cgroup->pids_limit) && open_file(directory, "pids.current", O_RDONLY, &cgroup->pids_current);
}

bool v1_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name) {
  for (int i = 0; i < CONTROLLER_COUNT; i++)
    if (home->parent[i][0] && !make_directory(cgroup, i, home->parent[i], name)) return false;
  if (cgroup->directory[CONTROLLER_MEMORY][0] && !open_memory(cgroup)) return false;
  if (cgroup->directory[CONTROLLER_PIDS][0] && !open_pids(cgroup)) return false;
  if (!cgroup->directory[CONTROLLER_CPU][0]) return true;
  return open_file(cgroup->directory[CONTROLLER_CPU], "cpuacct.usage", O_RDONLY, &cgroup->cpu_usage);
}

bool v1_enter(const struct cgroup *cgroup) {
  for (int i = 0; i < CONTROLLER_COUNT; i++)
    if (cgroup->directory[i][0] && !write_file_at(cgroup->directory[i], "cgroup.procs", "0")) return fail("move zygote into its cgroup");
  return true;
}

void v1_remove(const struct cgroup *cgroup) {
  for (int i = 0; i < CONTROLLER_COUNT; i++) {
    if (!cgroup->directory[i][0]) continue;
    // The last process may still be on its way out.
    for (int attempt = 0; attempt < 200 && rmdir(cgroup->directory[i]) < 0 && errno == EBUSY; attempt++) usleep(5000);
  }
}

// The limit on memory + swap must never be below the limit on memory, so the order depends on the direction.
static bool set_limit(struct cgroup *cgroup, uint64_t bytes) {
  if (bytes == cgroup->limit_bytes) return true;
  bool lowering = bytes < cgroup->limit_bytes;
  if (!lowering && cgroup->swap_limit >= 0 && !write_value(cgroup->swap_limit, bytes)) return fail("write memory.memsw.limit_in_bytes");
  if (!write_value(cgroup->memory_limit, bytes)) return fail("write memory.limit_in_bytes");
  if (lowering && cgroup->swap_limit >= 0 && !write_value(cgroup->swap_limit, bytes)) return fail("write memory.memsw.limit_in_bytes");
  cgroup->limit_bytes = bytes;
  return true;
}

bool v1_lift_limit(struct cgroup *cgroup) { return cgroup->memory_limit < 0 || set_limit(cgroup, UNLIMITED); }

static bool read_page_cache(const struct cgroup *cgroup, uint64_t *bytes) {
  char stat[4096];
  if (!read_text(cgroup->memory_stat, stat, sizeof stat)) return fail("read memory.stat");
  uint64_t cache = value_of(stat, "cache"), shared = value_of(stat, "shmem");
  *bytes = cache > shared ? cache - shared : 0;
  return true;
}

// The files of the box, stdin and the zygote are not the program's use; caches are reclaimed when needed.
// `excess` is what the kernel holds beyond the tolerated.
static bool read_base(const struct cgroup *cgroup, uint64_t *base, uint64_t *excess) {
  uint64_t usage, kernel = 0;
  if (!read_value(cgroup->memory_usage, &usage)) return fail("read memory.usage_in_bytes");
  if (cgroup->memory_kernel >= 0 && !read_value(cgroup->memory_kernel, &kernel)) return fail("read memory.kmem.usage_in_bytes");
  *excess = kernel > TOLERATED_KERNEL_CACHE ? kernel - TOLERATED_KERNEL_CACHE : 0;
  uint64_t caches = cgroup->page_cache + *excess;
  *base = usage > caches ? usage - caches : 0;
  return true;
}

// A limit makes the kernel let go of caches. It may keep some; the limit is what it was before either way.
static bool shed_caches(struct cgroup *cgroup, uint64_t base) {
  bool shed = write_value(cgroup->memory_limit, base);
  if (!shed && errno != EBUSY) return fail("lower memory.limit_in_bytes");
  return write_value(cgroup->memory_limit, cgroup->limit_bytes) ? read_page_cache(cgroup, &cgroup->page_cache) : fail("restore memory.limit_in_bytes");
}

enum { SETTLE_MS = 1000, SETTLE_IDLE_MS = 100 };

// What is left of processes that have ended is given back after a moment, a longer one on a busy machine, and as long as it
// becomes less that is worth waiting for. What a box with many files takes stays, and is waited for once.
static bool settle(struct cgroup *cgroup, uint64_t *base) {
  uint64_t excess;
  if (!read_base(cgroup, base, &excess)) return false;
  uint64_t least = excess;
  for (int ms = 0, idle = 0; excess > cgroup->lasting_excess && ms < SETTLE_MS && idle < SETTLE_IDLE_MS; ms++) {
    if (ms > 0) usleep(1000);
    if (!shed_caches(cgroup, *base) || !read_base(cgroup, base, &excess)) return false;
    idle = excess < least ? 0 : idle + 1;
    if (excess < least) least = excess;
  }
  cgroup->lasting_excess = least;
  return true;
}

static bool begin_memory(struct cgroup *cgroup, uint64_t memory_bytes, struct meter *meter) {
  if (!settle(cgroup, &meter->memory_base)) return false;
  // Rounded, so that equal commands need no new limit.
  if (!set_limit(cgroup, (meter->memory_base + MIB - 1) / MIB * MIB + memory_bytes)) return false;
  return write_value(cgroup->memory_peak, 0) || fail("reset memory.max_usage_in_bytes");
}

bool v1_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter) {
  if (cgroup->memory_limit >= 0 && !begin_memory(cgroup, limits->memory_bytes, meter)) return false;
  if (cgroup->pids_limit >= 0 && cgroup->limit_processes != limits->processes) {
    // The stub is in the group too.
    if (!write_value(cgroup->pids_limit, limits->processes + cgroup->residents + 1)) return fail("write pids.max");
    cgroup->limit_processes = limits->processes;
  }
  // First the clock, which brings the accounting of this very process up to date.
  meter->own_cpu_ns = own_cpu_ns();
  return cgroup->cpu_usage < 0 || read_value(cgroup->cpu_usage, &meter->cpu_ns) || fail("read cpuacct.usage");
}

bool v1_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns) {
  uint64_t own = own_cpu_ns() - meter->own_cpu_ns, all;
  if (!read_value(cgroup->cpu_usage, &all)) return fail("read cpuacct.usage");
  all -= meter->cpu_ns;
  *cpu_ns = all > own ? all - own : 0;
  return true;
}

static bool count_oom_kills(struct cgroup *cgroup, bool *grown) {
  char text[256];
  if (!read_text(cgroup->memory_events, text, sizeof text)) return fail("read memory.oom_control");
  uint64_t kills = value_of(text, "oom_kill");
  *grown = kills > cgroup->oom_kills;
  cgroup->oom_kills = kills;
  return true;
}

bool v1_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage) {
  *usage = (struct usage){0};
  if (cgroup->memory_limit < 0) return true;
  uint64_t peak, base = 0, excess;
  if (!read_value(cgroup->memory_peak, &peak)) return fail("read memory.max_usage_in_bytes");
  if (!read_page_cache(cgroup, &cgroup->page_cache)) return false;
  if (!read_base(cgroup, &base, &excess)) return false;
  usage->peak_bytes = meter_peak(meter, peak, base, cgroup->page_cache);
  // The counter needs reading only when the limit was near; it grows only when a process was killed for memory.
  return peak + MIB < cgroup->limit_bytes || count_oom_kills(cgroup, &usage->out_of_memory);
}

bool v1_is_quiet(const struct cgroup *cgroup) {
  uint64_t current;
  if (cgroup->pids_current < 0) return true;
  return read_value(cgroup->pids_current, &current) && current == cgroup->residents;
}
