#include "join.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "switchboard.h"

// Whoever opens /dev/stdin opens the pipe anew, as its user: it is nobody's secret from those who hold its ends.
bool joint_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) < 0) return fail("pipe between lanes");
  return fchmod(ends[0], 0666) == 0 || fail("chmod pipe between lanes");
}

static bool lead(struct lane *lane, struct joint *joint) {
  int down[2], up[2];
  if (!joint_pipe(down)) return false;
  if (!joint_pipe(up)) return close(down[0]), close(down[1]), false;
  struct call call = {.slot = lane->command.partner, .token = lane->command.token, .count = 2, .ends = {down[0], up[1]}};
  bool sent = switchboard_send(lane->board, &call);
  switchboard_drop(&call);
  joint->input = up[0];
  joint->output = down[1];
  if (!sent) close(up[0]), close(down[1]);
  return sent;
}

static bool follow(struct lane *lane, struct joint *joint) {
  struct call call;
  if (!switchboard_await(lane->board, lane->wire.in, lane->command.token, 2, &call)) return false;
  joint->input = call.ends[0];
  joint->output = call.ends[1];
  return true;
}

bool join_lanes(struct lane *lane, struct joint *joint) {
  if (lane->board < 0) return fail_with("join lanes", EOPNOTSUPP);
  return lane->command.join == JOIN_FOLLOW ? follow(lane, joint) : lead(lane, joint);
}
