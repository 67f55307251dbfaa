// The two writable places of a lane: /box (the submission's files) and /scratch, whose directory `run` is /tmp.
#include <errno.h>
#include <stdio.h>
#include <sys/mount.h>

#include "fault.h"
#include "root.h"

static const unsigned long BOX_FLAGS = MS_NOSUID | MS_NODEV;
// Looking at its root leaves no trace there, which outlives the run.
static const unsigned long SCRATCH_FLAGS = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME;

static void describe(char *options, size_t size, uint64_t bytes) {
  // One inode per KiB is more than any honest program needs, and bounds what millions of empty files can cost.
  uint64_t inodes = bytes / 1024 < 512 ? 512 : bytes / 1024;
  if (inodes > 16384) inodes = 16384;
  snprintf(options, size, "mode=0755,size=%llu,nr_inodes=%llu", (unsigned long long)bytes, (unsigned long long)inodes);
}

bool root_mount_box(uint64_t box_bytes) {
  char options[96];
  describe(options, sizeof options, box_bytes);
  return mount("tmpfs", "/box", "tmpfs", BOX_FLAGS, options) == 0 || fail_for_good("mount /box");
}

bool root_mount_scratch(uint64_t bytes) {
  char options[96];
  describe(options, sizeof options, bytes);
  return mount("tmpfs", "/scratch", "tmpfs", SCRATCH_FLAGS, options) == 0 || fail_for_good("mount /scratch");
}

bool root_remount_scratch(uint64_t bytes) {
  char options[96];
  describe(options, sizeof options, bytes);
  return mount("tmpfs", "/scratch", "tmpfs", MS_REMOUNT | SCRATCH_FLAGS, options) == 0 || fail_for_good("resize /scratch");
}

bool root_set_box_writable(bool writable) {
  unsigned long flags = MS_REMOUNT | MS_BIND | BOX_FLAGS | (writable ? 0 : MS_RDONLY);
  return mount(NULL, "/box", NULL, flags, NULL) == 0 || fail_for_good(writable ? "make /box writable" : "make /box read-only");
}

bool root_unmount_box(void) { return umount2("/box", MNT_DETACH) == 0 || fail_for_good("unmount /box"); }

bool root_unmount_scratch(void) { return umount2("/scratch", MNT_DETACH) == 0 || fail_for_good("unmount /scratch"); }
