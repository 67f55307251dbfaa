#include "lane.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clear.h"
#include "fault.h"
#include "modes.h"
#include "root.h"
#include "switchboard.h"

bool lane_set_box_writable(struct lane *lane, bool writable) {
  if (lane->box_writable == writable) return true;
  if (!(lane->native ? root_set_box_writable(writable) : modes_set_writable(lane->box, writable))) return false;
  lane->box_writable = writable;
  return true;
}

static bool make_run_directory(ino_t *number) {
  struct stat info;
  if (mkdir("/scratch/run", 0700) < 0) return fail_for_good("mkdir /scratch/run");
  if (stat("/scratch/run", &info) < 0) return fail_for_good("stat /scratch/run");
  *number = info.st_ino;
  return true;
}

// The file system numbers its files on and on, so where the last program made some, their number would be left behind.
static bool begin_scratch(struct lane *lane) {
  ino_t last = lane->scratch_inode;
  if (!make_run_directory(&lane->scratch_inode)) return false;
  if (!lane->native || lane->scratch_inode == last + 1) return true;
  if (!root_unmount_scratch() || !root_mount_scratch(lane->scratch_bytes)) return false;
  return make_run_directory(&lane->scratch_inode);
}

bool lane_prepare_scratch(struct lane *lane, uint64_t bytes) {
  // A container's is as large as it was made.
  if (lane->native && lane->scratch_bytes != bytes && !root_remount_scratch(bytes)) return false;
  lane->scratch_bytes = bytes;
  // The mount's root keeps times and attributes from run to run, so programs get a directory of their own below it.
  if (!begin_scratch(lane)) return false;
  // Else programs of the same user could write beside it; their filter gives them no call that changes a mode.
  if (!lane->separate_identity && chmod("/scratch", 0555) < 0) return fail_for_good("close /scratch");
  if (lane->separate_identity && chown("/scratch/run", CODER_ID, CODER_ID) < 0) return fail_for_good("chown /scratch/run");
  return true;
}

// Removing one file at a time costs more than a fresh mount from a handful of files on.
static bool scratch_is_clean(void) {
  struct statfs info;
  return statfs("/scratch", &info) == 0 && info.f_files - info.f_ffree <= 2;
}

bool lane_clear_scratch(struct lane *lane) {
  if (!lane->native) return clear_directory("/scratch");
  if (scratch_is_clean() && rmdir("/scratch/run") == 0) return true;
  return root_unmount_scratch() && root_mount_scratch(lane->scratch_bytes);
}

static bool open_box(struct lane *lane) {
  if (lane->box >= 0) close(lane->box);
  lane->box = open("/box", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lane->box < 0) return fail_for_good("open /box");
  lane->box_writable = true;
  if (lane->native && fchown(lane->box, CODER_ID, CODER_ID) < 0) return fail_for_good("chown /box");
  return true;
}

bool lane_clear_box(struct lane *lane) {
  if (!lane->native) return clear_directory("/box") && open_box(lane);
  if (lane->box >= 0 && !root_unmount_box()) return false;
  return root_mount_box(BOX_BYTES) && open_box(lane);
}

bool lane_announce(struct lane *lane) {
  const struct cgroup *cgroup = &lane->cgroup;
  bool v2 = cgroup->version == CGROUP_V2;
  unsigned char head[] = {
      (unsigned char)cgroup->version,
      v2 || cgroup->memory_limit >= 0,
      v2 || cgroup->swap_limit >= 0,
      v2 || cgroup->pids_limit >= 0,
      v2 || cgroup->cpu_usage >= 0,
      lane->separate_identity,
      lane->filters[PROFILE_RUN].length > 0,
      (unsigned char)lane->processors,
      (unsigned char)lane->slot,
  };
  return wire_send(&lane->wire, FRAME_READY, head, sizeof head, 0) && wire_flush(&lane->wire);
}

static bool reset(struct lane *lane) {
  switchboard_drain(lane->board);
  if (!lane_clear_box(lane) || !cgroup_lift_limit(&lane->cgroup)) return wire_send_fault(&lane->wire);
  return wire_send(&lane->wire, FRAME_DONE, NULL, 0, 0) && wire_flush(&lane->wire);
}

static bool refuse(struct lane *lane, const char *step, int error) {
  fail_with(step, error);
  last_fault.retire = true;
  return wire_send_fault(&lane->wire) && false;
}

static bool answer(struct lane *lane, const struct frame *frame) {
  if (lane->broken) return refuse(lane, "lane retired", EIO);
  switch (frame->type) {
    case FRAME_WRITE: return box_write(lane, frame);
    case FRAME_SNAPSHOT: return box_snapshot(lane, frame);
    case FRAME_RUN: return run_command(lane, frame);
    case FRAME_RESET: return reset(lane);
    case FRAME_DIRECTORY: return box_directory(lane, frame);
    default: return refuse(lane, "unknown request", EPROTO);
  }
}

void lane_serve(struct lane *lane) {
  struct frame frame;
  while (wire_next(&lane->wire, &frame))
    if (!answer(lane, &frame) || !wire_skip_body(&lane->wire)) return;
  if (last_fault.error != 0) refuse(lane, "protocol", last_fault.error);
}
