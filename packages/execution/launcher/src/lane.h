// A lane: one connection, one program at a time. The same loop serves the native home (in a zygote) and the Docker home
// (in the container's agent); `native` is what tells them apart.
#ifndef LANE_H
#define LANE_H
#include <stdbool.h>
#include <stdint.h>

#include "cgroup.h"
#include "nursery.h"
#include "request.h"
#include "seccomp_filter.h"
#include "target.h"
#include "wire.h"

enum { CODER_ID = 1000 };
static const uint64_t BOX_BYTES = 512ull << 20;
static const uint64_t FIRST_SCRATCH_BYTES = 64ull << 20;

struct lane {
  struct wire wire;
  struct cgroup cgroup;
  // Namespaces and mounts of our own; without, we live in somebody else's container.
  bool native;
  // The program gets a user id that is not the zygote's.
  bool separate_identity;
  // RLIMIT_NPROC counts only what lives in the lane's user namespace (Linux 5.14), not all that the user runs.
  bool counts_own_processes;
  // Descriptor of /dev/null, of a writable /proc or -1, and of /box.
  int null, proc, box;
  // Where other lanes' pipes come in and ours go out, and the number by which we are called; -1 where there are no others.
  int board;
  unsigned slot;
  uint64_t scratch_bytes;
  // The number of the last program's directory in it.
  ino_t scratch_inode;
  bool box_writable;
  // How many processors the lane's programs can use at once.
  unsigned processors;
  // Something was found that must not be: every further request is refused.
  bool broken;
  struct filter filters[PROFILE_COUNT];
  struct command command;
  // The program's birth, and where it starts.
  struct launch launch;
  char directory[sizeof "/box/" + MAX_PATH_BYTES];
  struct nursery nursery;
};

// Tells the client what this lane is.
bool lane_announce(struct lane *lane);
// Serves until the connection ends.
void lane_serve(struct lane *lane);

// Each answers the client; false when the connection is to be closed.
bool box_write(struct lane *lane, const struct frame *frame);
bool box_snapshot(struct lane *lane, const struct frame *frame);
bool box_directory(struct lane *lane, const struct frame *frame);
bool run_command(struct lane *lane, const struct frame *frame);
// -1 on a fault. No component of the path, empty for all of the box, is followed through a link.
int box_open_directory(struct lane *lane, const char *path);

// Makes the writable places as they were at first.
bool lane_prepare_scratch(struct lane *lane, uint64_t bytes);
bool lane_clear_scratch(struct lane *lane);
bool lane_clear_box(struct lane *lane);
bool lane_set_box_writable(struct lane *lane, bool writable);
#endif
