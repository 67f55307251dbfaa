// How two lanes come by the ends of one pipe. A lane that leads makes the pipes and sends the other's ends to the host,
// which passes them on; it keeps none. Nothing else ever travels there.
#ifndef SWITCHBOARD_H
#define SWITCHBOARD_H
#include <stdbool.h>
#include <stdint.h>

enum { JOINED_ENDS = 2 };

struct call {
  // The lane that is called, by its slot.
  uint32_t slot;
  // Chosen by the client for this pair of runs: a call that nobody answered must not reach the next run.
  uint64_t token;
  int ends[JOINED_ENDS];
};

// The host's side and the lane's of one connection.
bool switchboard_open(int *host_side, int *lane_side);
bool switchboard_send(int board, const struct call *call);
// Without waiting: 1 a call, 0 none, -1 the other side is gone. The ends belong to the caller.
int switchboard_receive(int board, struct call *call);
void switchboard_drop(const struct call *call);
#endif
