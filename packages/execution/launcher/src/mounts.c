#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in <linux/mount.h>, which older C libraries do not have and newer ones clash with.
struct attributes {
  unsigned long long set, clear, propagation, user_namespace;
};
enum { ATTRIBUTE_READ_ONLY = 1, ATTRIBUTE_NO_SETUID = 2, ATTRIBUTE_NO_DEVICES = 4, ATTRIBUTE_NO_EXEC = 8 };
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

static bool set_attributes(const char *path, unsigned flags, unsigned long long attributes) {
  struct attributes attr = {.set = attributes};
  return syscall(SYS_mount_setattr, AT_FDCWD, path, flags, &attr, sizeof attr) == 0;
}

// A remount replaces all flags, and those that a less privileged namespace inherited must be repeated.
static bool remount_one(const char *path) {
  struct statvfs info;
  if (statvfs(path, &info) < 0) return false;
  unsigned long kept = info.f_flag & (ST_NOEXEC | ST_NOATIME | ST_NODIRATIME | ST_RELATIME);
  return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | kept, NULL) == 0;
}

static bool is_at_or_below(const char *point, const char *path) {
  size_t length = strlen(path);
  return strncmp(point, path, length) == 0 && (point[length] == 0 || point[length] == '/');
}

static bool remount_all(const char *path) {
  FILE *file = fopen("/host/proc/self/mountinfo", "re");
  char line[4096], point[1024];
  bool done = file != NULL;
  while (done && fgets(line, sizeof line, file))
    if (sscanf(line, "%*s %*s %*s %*s %1023s", point) == 1 && is_at_or_below(point, path)) done = remount_one(point);
  if (file) fclose(file);
  return done;
}

bool mounts_restrict(const char *path) {
  if (set_attributes(path, AT_RECURSIVE, ATTRIBUTE_READ_ONLY | ATTRIBUTE_NO_SETUID | ATTRIBUTE_NO_DEVICES)) return true;
  return errno == ENOSYS && remount_all(path);
}

bool mounts_restrict_device(const char *path) {
  if (set_attributes(path, 0, ATTRIBUTE_READ_ONLY | ATTRIBUTE_NO_SETUID | ATTRIBUTE_NO_EXEC)) return true;
  return errno == ENOSYS && mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL) == 0;
}
