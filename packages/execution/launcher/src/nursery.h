// The nursery: a process beside the zygote that has the program's filter already, and in which programs are born. The
// kernel takes longer to compile a filter than to start a small program, so it does so once for many programs. What the
// filter lets pass on a program's way to exec (../seccomp/birth.list) needs capabilities that no program has.
#ifndef NURSERY_H
#define NURSERY_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "request.h"

struct lane;

// In memory that the nursery shares with the zygote.
struct nursery {
  // 0 while there is none.
  pid_t pid;
  // What its filter is for.
  enum profile profile;
  uint64_t memory_bytes;
  // Where the filter asks about allocations.
  int listener;
  // Whose turn it is; a futex.
  uint32_t turn;
  // The last birth: the stub's pid, or -1 and the error.
  pid_t child;
  int child_pidfd, child_error;
};

// On v2 programs are born into a control group that may be another one each time, which no filter could look at.
bool nursery_is_used(const struct lane *lane);
// Sees to it that there is one for the lane's command. May make one, so before the group's use of memory is measured.
bool nursery_prepare(struct lane *lane);
// After a run: one that was killed for its programs' use of memory leaves nothing behind.
void nursery_bury(struct lane *lane);
// As target_start, of lane->launch.
pid_t nursery_start(struct lane *lane, int *pidfd);
#endif
