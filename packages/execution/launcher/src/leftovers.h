// Where there is no pid namespace: the agent is pid 1 of its container, everything else in it is the program's.
#ifndef LEFTOVERS_H
#define LEFTOVERS_H
#include <stdbool.h>
#include <sys/types.h>

#include "target.h"

bool leftovers_kill(void);
// Collects the program `pid` (already ended) with its status and use, then kills and collects all the rest.
bool leftovers_reap(pid_t pid, struct launch *launch);
#endif
