// Control groups: what a lane's programs may use, and what they used.
//
// v1: one directory per lane in each of memory, pids and cpuacct. The zygote lives in it, so that every program is
// born there (moving a process costs a grace period of the kernel); its own share is subtracted.
// v2: one delegated directory per lane with two leaves, `zygote` and `run`; programs are born in `run`.
#ifndef CGROUP_H
#define CGROUP_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "request.h"

// What a program looked up stays cached after its end, and is nobody's use of memory. Up to here it is too little to matter.
static const uint64_t TOLERATED_KERNEL_CACHE = 4 << 20;

enum cgroup_version { CGROUP_NONE = 0, CGROUP_V1 = 1, CGROUP_V2 = 2, CGROUP_SEEN = 3 };
enum cgroup_controller { CONTROLLER_MEMORY, CONTROLLER_PIDS, CONTROLLER_CPU, CONTROLLER_COUNT };

// Where this machine lets us make control groups; an empty path means that the controller is missing or closed to us.
struct cgroup_home {
  enum cgroup_version version;
  char parent[CONTROLLER_COUNT][512];
  char refusal[CONTROLLER_COUNT][160];
};

struct cgroup {
  enum cgroup_version version;
  char directory[CONTROLLER_COUNT][640];
  int memory_limit, swap_limit, memory_usage, memory_peak, memory_stat, memory_events, memory_kernel;
  int pids_limit, pids_current;
  int cpu_usage;
  // v2: the lane's delegated directory, and the leaf for the next program.
  int lane_directory, run_directory;
  bool peak_can_be_reset;

  // Processes of ours that live in the programs' group: on v1 the zygote, and its nursery as soon as there is one.
  uint32_t residents;
  // What stands in the kernel now, so that equal settings are not written again.
  uint64_t limit_bytes;
  uint32_t limit_processes;
  // Page cache that stood charged after the last run: reclaimable, so it is nobody's use of memory.
  uint64_t page_cache;
  // v1: what the kernel holds beyond the tolerated and has not given back although it was waited for.
  uint64_t lasting_excess;
  // v2: the kernel's cache of names and inodes after the last run.
  uint64_t kernel_cache;
  uint64_t oom_kills;
};

struct meter {
  uint64_t cpu_ns;
  uint64_t own_cpu_ns;
  uint64_t memory_base;
  uint64_t peak_before;
};

// The most that a run used by itself. What ended processes still held at its begin and the kernel took back meanwhile is in
// `memory_base`, but was not there all the time; so the lower of both bases counts.
uint64_t meter_peak(const struct meter *meter, uint64_t peak, uint64_t base_after, uint64_t page_cache);

struct usage {
  uint64_t peak_bytes;
  bool out_of_memory;
};

// By the launcher and the keepers, with the launcher's privileges.
// `prepare` also makes the place ready, which on v2 may move processes; without it nothing changes.
void cgroup_find_home(struct cgroup_home *home, bool prepare);
void cgroup_sweep(const struct cgroup_home *home);
bool cgroup_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name, uid_t owner);
// Counters of a container's own group, as far as they can be read.
void cgroup_observe(struct cgroup *cgroup);
void cgroup_remove(const struct cgroup *cgroup);

// By the zygote while it still has the launcher's privileges, before and after it gets a view of its own of the groups:
// where the view begins, v2 may not have processes later, and outside of it nobody can be born.
bool cgroup_enter(const struct cgroup *cgroup);
bool cgroup_settle(const struct cgroup *cgroup);

// By the zygote, through descriptors that were opened above.
bool cgroup_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter);
// User + system time of everything in the lane since the run began, without the zygote's own.
bool cgroup_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns);
bool cgroup_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage);
// Lets the zygote itself hold `bytes` (stdin, files of the box) whatever the last program's limit was.
bool cgroup_lift_limit(struct cgroup *cgroup);
// True when nobody but the zygote is left.
bool cgroup_is_quiet(const struct cgroup *cgroup);
#endif
