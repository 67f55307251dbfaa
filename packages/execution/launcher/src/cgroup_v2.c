#include "cgroup_v2.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_files.h"
#include "fault.h"

static const char *const LEAVES[] = {"run", "zygote"};

static bool open_file(int directory, const char *name, int flags, int *fd) {
  *fd = openat(directory, name, flags | O_CLOEXEC);
  return *fd >= 0 || fail_about("open cgroup file", name);
}

static void close_run(struct cgroup *cgroup) {
  int *files[] = {&cgroup->memory_limit, &cgroup->swap_limit, &cgroup->memory_usage, &cgroup->memory_peak, &cgroup->memory_stat,
                  &cgroup->memory_events, &cgroup->pids_limit, &cgroup->pids_current, &cgroup->cpu_usage, &cgroup->run_directory};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    if (*files[i] >= 0) close(*files[i]);
    *files[i] = -1;
  }
}

static bool open_run(struct cgroup *cgroup) {
  if (!open_file(cgroup->lane_directory, "run", O_RDONLY | O_DIRECTORY, &cgroup->run_directory)) return false;
  int run = cgroup->run_directory;
  if (!open_file(run, "memory.max", O_WRONLY, &cgroup->memory_limit)) return false;
  if (!open_file(run, "memory.current", O_RDONLY, &cgroup->memory_usage)) return false;
  if (!open_file(run, "memory.stat", O_RDONLY, &cgroup->memory_stat)) return false;
  if (!open_file(run, "memory.events", O_RDONLY, &cgroup->memory_events)) return false;
  if (!open_file(run, "pids.max", O_WRONLY, &cgroup->pids_limit)) return false;
  if (!open_file(run, "pids.current", O_RDONLY, &cgroup->pids_current)) return false;
  if (!open_file(run, "cpu.stat", O_RDONLY, &cgroup->cpu_usage)) return false;
  // Kernels from 6.12 let a descriptor start a peak of its own; before 5.19 there is no peak at all.
  cgroup->memory_peak = openat(run, "memory.peak", O_RDWR | O_CLOEXEC);
  if (cgroup->memory_peak < 0) cgroup->memory_peak = openat(run, "memory.peak", O_RDONLY | O_CLOEXEC);
  cgroup->peak_can_be_reset = cgroup->memory_peak >= 0 && write_text(cgroup->memory_peak, "reset");
  // Absent without swap accounting.
  cgroup->swap_limit = openat(run, "memory.swap.max", O_WRONLY | O_CLOEXEC);
  if (cgroup->swap_limit >= 0 && !write_text(cgroup->swap_limit, "0")) return fail("write memory.swap.max");
  cgroup->limit_bytes = 0;
  cgroup->limit_processes = 0;
  cgroup->page_cache = cgroup->kernel_cache = 0;
  cgroup->oom_kills = 0;
  return true;
}

static bool renew_run(struct cgroup *cgroup) {
  close_run(cgroup);
  if (unlinkat(cgroup->lane_directory, "run", AT_REMOVEDIR) < 0 && errno != ENOENT) return fail_for_good("rmdir run cgroup");
  if (mkdirat(cgroup->lane_directory, "run", 0755) < 0) return fail_for_good("mkdir run cgroup");
  return open_run(cgroup);
}

// The zygote makes and fills the leaves, so the lane's directory is its own.
static bool delegate(const char *directory, uid_t owner) {
  static const char *const FILES[] = {"", "/cgroup.procs", "/cgroup.subtree_control", "/cgroup.threads", "/zygote/cgroup.procs"};
  for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
    char path[800];
    snprintf(path, sizeof path, "%s%s", directory, FILES[i]);
    if (chown(path, owner, (gid_t)-1) < 0) return fail_about("chown cgroup", path);
  }
  return true;
}

bool v2_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name, uid_t owner) {
  char *directory = cgroup->directory[CONTROLLER_MEMORY], leaf[800];
  snprintf(directory, sizeof cgroup->directory[0], "%s/%s", home->parent[CONTROLLER_MEMORY], name);
  if (mkdir(directory, 0755) < 0) return fail_about("mkdir", directory);
  snprintf(leaf, sizeof leaf, "%s/zygote", directory);
  if (mkdir(leaf, 0755) < 0) return fail_about("mkdir", leaf);
  if (!delegate(directory, owner)) return false;
  cgroup->lane_directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return cgroup->lane_directory >= 0 || fail_about("open", directory);
}

bool v2_enter(const struct cgroup *cgroup) {
  return write_file_at(cgroup->directory[CONTROLLER_MEMORY], "cgroup.procs", "0") || fail("move zygote into its cgroup");
}

// With the mount option "nsdelegate", which systemd sets, nothing is born or moved from within a view to outside of it.
bool v2_settle(const struct cgroup *cgroup) {
  const char *directory = cgroup->directory[CONTROLLER_MEMORY];
  if (!write_file_at(directory, "zygote/cgroup.procs", "0")) return fail("move zygote into its leaf");
  return write_file_at(directory, "cgroup.subtree_control", "+memory +pids") || fail("write cgroup.subtree_control");
}

void v2_remove(const struct cgroup *cgroup) {
  const char *directory = cgroup->directory[CONTROLLER_MEMORY];
  if (!directory[0]) return;
  for (int attempt = 0; attempt < 200; attempt++) {
    for (size_t i = 0; i < 2; i++) {
      char leaf[800];
      snprintf(leaf, sizeof leaf, "%s/%s", directory, LEAVES[i]);
      rmdir(leaf);
    }
    if (rmdir(directory) == 0 || errno != EBUSY) return;
    usleep(5000);
  }
}

static bool read_caches(struct cgroup *cgroup) {
  char stat[8192];
  if (!read_text(cgroup->memory_stat, stat, sizeof stat)) return fail("read memory.stat");
  uint64_t file = value_of(stat, "file"), shared = value_of(stat, "shmem");
  cgroup->page_cache = file > shared ? file - shared : 0;
  cgroup->kernel_cache = value_of(stat, "slab_reclaimable");
  return true;
}

static bool read_base(const struct cgroup *cgroup, uint64_t *base) {
  uint64_t usage;
  if (!read_value(cgroup->memory_usage, &usage)) return fail("read memory.current");
  *base = usage > cgroup->page_cache ? usage - cgroup->page_cache : 0;
  return true;
}

bool v2_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter) {
  char text[1024];
  bool overgrown = cgroup->kernel_cache > TOLERATED_KERNEL_CACHE;
  if ((!cgroup->peak_can_be_reset || overgrown) && !renew_run(cgroup)) return false;
  if (cgroup->peak_can_be_reset && !write_text(cgroup->memory_peak, "reset")) return fail("reset memory.peak");
  if (!read_base(cgroup, &meter->memory_base)) return false;
  uint64_t limit = (meter->memory_base + 4095) / 4096 * 4096 + limits->memory_bytes;
  if (limit != cgroup->limit_bytes && !write_value(cgroup->memory_limit, limit)) return fail("write memory.max");
  cgroup->limit_bytes = limit;
  // The stub is in the group too.
  if (limits->processes != cgroup->limit_processes && !write_value(cgroup->pids_limit, limits->processes + 1)) return fail("write pids.max");
  cgroup->limit_processes = limits->processes;
  if (!read_text(cgroup->cpu_usage, text, sizeof text)) return fail("read cpu.stat");
  meter->cpu_ns = value_of(text, "usage_usec") * 1000;
  return true;
}

bool v2_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns) {
  char text[1024];
  if (!read_text(cgroup->cpu_usage, text, sizeof text)) return fail("read cpu.stat");
  *cpu_ns = value_of(text, "usage_usec") * 1000 - meter->cpu_ns;
  return true;
}

bool v2_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage) {
  uint64_t peak, base = 0;
  char text[512];
  int source = cgroup->memory_peak >= 0 ? cgroup->memory_peak : cgroup->memory_usage;
  *usage = (struct usage){0};
  if (!read_value(source, &peak)) return fail("read memory.peak");
  if (!read_caches(cgroup)) return false;
  if (!read_base(cgroup, &base)) return false;
  usage->peak_bytes = meter_peak(meter, peak, base, cgroup->page_cache);
  if (!read_text(cgroup->memory_events, text, sizeof text)) return fail("read memory.events");
  uint64_t kills = value_of(text, "oom_kill");
  usage->out_of_memory = kills > cgroup->oom_kills;
  cgroup->oom_kills = kills;
  return true;
}

bool v2_is_quiet(const struct cgroup *cgroup) {
  uint64_t current;
  if (cgroup->pids_current < 0) return true;
  return read_value(cgroup->pids_current, &current) && current == 0;
}
