#ifndef CGROUP_V1_H
#define CGROUP_V1_H
#include "cgroup.h"
bool v1_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name);
bool v1_enter(const struct cgroup *cgroup);
void v1_remove(const struct cgroup *cgroup);
bool v1_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter);
bool v1_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns);
bool v1_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage);
bool v1_lift_limit(struct cgroup *cgroup);
bool v1_is_quiet(const struct cgroup *cgroup);
#endif
