// The time between a program's birth and the end of its last process.
#ifndef WATCH_H
#define WATCH_H
#include <stdbool.h>
#include <stdint.h>

#include "lane.h"
#include "output.h"

enum stopped { STOPPED_NOT = 0, STOPPED_CPU, STOPPED_WALL, STOPPED_OUTPUT, STOPPED_MEMORY, STOPPED_CLIENT };

struct watch {
  const struct limits *limits;
  int pidfd;
  uint64_t started_ns;
  // Time that the program spent waiting for a slow client; not its own.
  uint64_t blocked_ns;
  // Time that it was ready to run and a busy machine did not let it; not its own either.
  uint64_t delayed_ns;
  uint64_t next_cpu_check_ns;
  enum stopped stopped;
  uint64_t refused_allocations;
  // All that the filter's listener spoke for has ended: polling it on would only burn the lane's processor.
  bool listener_is_silent;
  uint64_t cpu_ns, wall_ns;
  // Largest sum seen, where there is no control group.
  uint64_t peak_bytes;
};

uint64_t watch_now(void);
// False on a fault of ours, or when the client went away.
bool watch_until_end(struct watch *watch, struct lane *lane, struct launch *launch, struct output *output, const struct meter *meter);
#endif
