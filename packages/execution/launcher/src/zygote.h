// The zygote: pid 1 of its lane's pid namespace, with a root file system of its own, from which programs are born.
#ifndef ZYGOTE_H
#define ZYGOTE_H
#include <signal.h>

#include "identity.h"
#include "lane.h"

// Starts it with `lane` (connection, cgroup) and returns its pid, or -1 with a fault. `sync` is the zygote's end of a
// socket pair on which it asks to be mapped and learns that it is; `signals` is the mask that programs start with.
pid_t zygote_start(struct lane *lane, const struct hello *hello, const struct identity *identity, int sync, const sigset_t *signals);
// By the keeper: waits for the request, maps, answers. False when the zygote ended before.
bool zygote_map(const struct identity *identity, pid_t zygote, int sync);
#endif
