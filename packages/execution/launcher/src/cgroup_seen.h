// A control group that is somebody else's (a container's): its counters may be readable, its limits are not ours.
#ifndef CGROUP_SEEN_H
#define CGROUP_SEEN_H
#include "cgroup.h"
void seen_open(struct cgroup *cgroup);
bool seen_begin_run(struct cgroup *cgroup, struct meter *meter);
bool seen_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns);
bool seen_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage);
#endif
