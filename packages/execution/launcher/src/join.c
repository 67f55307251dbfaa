#include "join.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "switchboard.h"
#include "watch.h"

static const uint64_t PATIENCE_NS = 20ull * 1000000000;

// Whoever opens /dev/stdin opens the pipe anew, as its user: it is nobody's secret from those who hold its ends.
bool joint_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) < 0) return fail("pipe between lanes");
  return fchmod(ends[0], 0666) == 0 || fail("chmod pipe between lanes");
}

static bool lead(struct lane *lane, struct joint *joint) {
  int down[2], up[2];
  if (!joint_pipe(down)) return false;
  if (!joint_pipe(up)) return close(down[0]), close(down[1]), false;
  struct call call = {.slot = lane->command.partner, .token = lane->command.token, .ends = {down[0], up[1]}};
  bool sent = switchboard_send(lane->board, &call);
  switchboard_drop(&call);
  joint->input = up[0];
  joint->output = down[1];
  if (!sent) close(up[0]), close(down[1]);
  return sent;
}

// Calls for runs that never came about are left over; the next one clears them away.
static bool follow(struct lane *lane, struct joint *joint) {
  uint64_t deadline = watch_now() + PATIENCE_NS;
  while (true) {
    struct call call;
    int got = switchboard_receive(lane->board, &call);
    if (got < 0) return fail_with("receive pipes", ECONNRESET);
    if (got > 0 && call.token == lane->command.token) {
      joint->input = call.ends[0];
      joint->output = call.ends[1];
      return true;
    }
    if (got > 0) switchboard_drop(&call);
    struct pollfd polls[2] = {{.fd = lane->board, .events = POLLIN}, {.fd = lane->wire.in, .events = POLLRDHUP}};
    uint64_t now = watch_now();
    if (now >= deadline) return fail_with("receive pipes", ETIMEDOUT);
    if (poll(polls, 2, (int)((deadline - now) / 1000000) + 1) < 0 && errno != EINTR) return fail("wait for pipes");
    if (polls[1].revents) return fail_with("client went away", ECONNRESET);
  }
}

bool join_lanes(struct lane *lane, struct joint *joint) {
  if (lane->board < 0) return fail_with("join lanes", EOPNOTSUPP);
  return lane->command.join == JOIN_FOLLOW ? follow(lane, joint) : lead(lane, joint);
}
