#include "cgroup.h"

#include <stddef.h>
#include <string.h>

#include "cgroup_seen.h"
#include "cgroup_v1.h"
#include "cgroup_v2.h"

static void clear_fields(struct cgroup *cgroup) {
  memset(cgroup, 0, sizeof *cgroup);
  cgroup->memory_limit = cgroup->swap_limit = cgroup->memory_usage = cgroup->memory_peak = cgroup->memory_stat = cgroup->memory_kernel = -1;
  cgroup->memory_events = cgroup->pids_limit = cgroup->pids_current = cgroup->cpu_usage = -1;
  cgroup->lane_directory = cgroup->run_directory = -1;
  cgroup->residents = 1;
}

uint64_t meter_peak(const struct meter *meter, uint64_t peak, uint64_t base_after, uint64_t page_cache) {
  uint64_t base = base_after < meter->memory_base ? base_after : meter->memory_base;
  return peak > base + page_cache ? peak - base - page_cache : 0;
}

bool cgroup_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name, uid_t owner) {
  clear_fields(cgroup);
  cgroup->version = home->version;
  switch (home->version) {
    case CGROUP_NONE:
    case CGROUP_SEEN: return true;
    case CGROUP_V1: return v1_create(cgroup, home, name);
    case CGROUP_V2: return v2_create(cgroup, home, name, owner);
  }
  return false;
}

void cgroup_observe(struct cgroup *cgroup) {
  clear_fields(cgroup);
  cgroup->version = CGROUP_SEEN;
  seen_open(cgroup);
}

bool cgroup_enter(const struct cgroup *cgroup) {
  switch (cgroup->version) {
    case CGROUP_NONE:
    case CGROUP_SEEN: return true;
    case CGROUP_V1: return v1_enter(cgroup);
    case CGROUP_V2: return v2_enter(cgroup);
  }
  return false;
}

bool cgroup_settle(const struct cgroup *cgroup) { return cgroup->version != CGROUP_V2 || v2_settle(cgroup); }

void cgroup_remove(const struct cgroup *cgroup) {
  switch (cgroup->version) {
    case CGROUP_NONE:
    case CGROUP_SEEN: return;
    case CGROUP_V1: v1_remove(cgroup); return;
    case CGROUP_V2: v2_remove(cgroup); return;
  }
}

bool cgroup_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter) {
  memset(meter, 0, sizeof *meter);
  switch (cgroup->version) {
    case CGROUP_NONE: return true;
    case CGROUP_SEEN: return seen_begin_run(cgroup, meter);
    case CGROUP_V1: return v1_begin_run(cgroup, limits, meter);
    case CGROUP_V2: return v2_begin_run(cgroup, limits, meter);
  }
  return false;
}

bool cgroup_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns) {
  switch (cgroup->version) {
    case CGROUP_NONE: return false;
    case CGROUP_SEEN: return seen_cpu_ns(cgroup, meter, cpu_ns);
    case CGROUP_V1: return v1_cpu_ns(cgroup, meter, cpu_ns);
    case CGROUP_V2: return v2_cpu_ns(cgroup, meter, cpu_ns);
  }
  return false;
}

bool cgroup_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage) {
  memset(usage, 0, sizeof *usage);
  switch (cgroup->version) {
    case CGROUP_NONE: return true;
    case CGROUP_SEEN: return seen_end_run(cgroup, meter, usage);
    case CGROUP_V1: return v1_end_run(cgroup, meter, usage);
    case CGROUP_V2: return v2_end_run(cgroup, meter, usage);
  }
  return false;
}

bool cgroup_lift_limit(struct cgroup *cgroup) {
  // On v2 the zygote has a group of its own.
  return cgroup->version != CGROUP_V1 || v1_lift_limit(cgroup);
}

bool cgroup_is_quiet(const struct cgroup *cgroup) {
  switch (cgroup->version) {
    case CGROUP_NONE:
    case CGROUP_SEEN: return true;
    case CGROUP_V1: return v1_is_quiet(cgroup);
    case CGROUP_V2: return v2_is_quiet(cgroup);
  }
  return false;
}
