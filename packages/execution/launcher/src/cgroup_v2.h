#ifndef CGROUP_V2_H
#define CGROUP_V2_H
#include "cgroup.h"
bool v2_create(struct cgroup *cgroup, const struct cgroup_home *home, const char *name, uid_t owner);
bool v2_enter(const struct cgroup *cgroup);
bool v2_settle(const struct cgroup *cgroup);
void v2_remove(const struct cgroup *cgroup);
bool v2_begin_run(struct cgroup *cgroup, const struct limits *limits, struct meter *meter);
bool v2_cpu_ns(const struct cgroup *cgroup, const struct meter *meter, uint64_t *cpu_ns);
bool v2_end_run(struct cgroup *cgroup, const struct meter *meter, struct usage *usage);
bool v2_is_quiet(const struct cgroup *cgroup);
#endif
