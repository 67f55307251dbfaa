// How descriptors come into a lane: through the host, which passes them on and keeps none. A lane that leads makes the pipes
// of a conversation and sends the other's ends; a courier sends what becomes stdin. Nothing else ever travels there.
#ifndef SWITCHBOARD_H
#define SWITCHBOARD_H
#include <stdbool.h>
#include <stdint.h>

enum { MAX_ENDS = 2 };

struct call {
  // The lane that is called, by its slot.
  uint32_t slot;
  // Chosen by the client for this run or pair of runs: a call that nobody answered must not reach the next run.
  uint64_t token;
  int count;
  int ends[MAX_ENDS];
};

// The host's side and the lane's of one connection.
bool switchboard_open(int *host_side, int *lane_side);
bool switchboard_send(int board, const struct call *call);
// Without waiting: 1 a call, 0 none, -1 the other side is gone. The ends belong to the caller.
int switchboard_receive(int board, struct call *call);
// The call with this token and so many ends; others, for runs that never came about, are dropped. Not for ever, and no longer
// than `client` is there.
bool switchboard_await(int board, int client, uint64_t token, int count, struct call *call);
// Calls that are not wanted any more.
void switchboard_drain(int board);
void switchboard_drop(const struct call *call);
#endif
