// The Docker home: pid 1 of a container that is isolated already. The same lane on stdin and stdout, without namespaces
// and mounts of its own; what a pid namespace does for the native home, killing everything else in the container does here.
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "constants.h"
#include "fault.h"
#include "lane.h"

static struct lane lane;

static int move_away(int fd) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  if (moved < 0) die("move connection");
  return moved;
}

static bool receive_hello(void) {
  struct frame frame;
  struct hello hello;
  if (!wire_next(&lane.wire, &frame)) return false;
  if (frame.type != FRAME_HELLO || frame.body_bytes != 0) return fail_with("expect hello", EPROTO);
  if (!decode_hello(lane.wire.head, frame.head_bytes, &hello)) return false;
  return hello.mount_count == 0 || fail_with("mounts are the container's", EINVAL);
}

static bool count_processors(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) < 0) return fail("read processor affinity");
  lane.processors = (unsigned)CPU_COUNT(&allowed);
  return true;
}

static bool prepare(void) {
  lane.proc = lane.box = lane.board = -1;
  if (!constants_take_limits()) return false;
  if (!constants_reset_signals()) return false;
  // Same user as the programs: this keeps them out of the agent's memory, being pid 1 keeps it from being killed.
  if (prctl(PR_SET_DUMPABLE, 0) < 0) return fail("set undumpable");
  if (!constants_drop_privileges()) return false;
  if (!constants_occupy_descriptors(&lane)) return false;
  if (!constants_compile_filters(&lane)) return false;
  if (!count_processors()) return false;
  cgroup_observe(&lane.cgroup);
  umask(022);
  return lane_clear_scratch(&lane) && lane_clear_box(&lane);
}

int agent_main(void) {
  if (getpid() != 1) {
    fprintf(stderr, "codearena-launcher agent: must be pid 1 of a container of its own, where everything else is the program's\n");
    return 2;
  }
  wire_init(&lane.wire, move_away(0), move_away(1));
  bool ready = receive_hello() && prepare();
  if (ready && lane_announce(&lane)) lane_serve(&lane);
  else wire_send_fault(&lane.wire);
  return 0;
}
