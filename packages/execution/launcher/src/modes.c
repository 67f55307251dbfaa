#include "modes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "request.h"

enum { WRITE_BITS = 0222, OWNER_READS_AND_ENTERS = 0500, OWNER_WRITES = 0200 };

static bool walk(int directory, bool writable, unsigned depth);

static mode_t changed(mode_t mode, bool writable) {
  if (S_ISDIR(mode)) mode |= OWNER_READS_AND_ENTERS;
  mode &= 07777;
  return writable ? mode | OWNER_WRITES : mode & ~(mode_t)WRITE_BITS;
}

static bool enter(int parent, const char *name, bool writable, unsigned depth) {
  int below = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return below >= 0 ? walk(below, writable, depth + 1) : fail_about("open to change modes", name);
}

static bool visit(int parent, const char *name, bool writable, unsigned depth) {
  struct stat info;
  if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) < 0) return fail_about("stat to change mode", name);
  if (S_ISLNK(info.st_mode)) return true;
  if (fchmodat(parent, name, changed(info.st_mode, writable), 0) < 0) return fail_about("change mode", name);
  return !S_ISDIR(info.st_mode) || enter(parent, name, writable, depth);
}

// Takes over `directory`.
static bool walk(int directory, bool writable, unsigned depth) {
  DIR *entries = fdopendir(directory);
  struct dirent *entry;
  bool done = entries != NULL || fail("read to change modes");
  if (done && depth > MAX_PATH_DEPTH) done = fail_with("box too deep", ENAMETOOLONG);
  while (done && (entry = readdir(entries))) {
    bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (!self) done = visit(directory, entry->d_name, writable, depth);
  }
  if (entries) closedir(entries);
  else close(directory);
  return done;
}

bool modes_set_writable(int directory, bool writable) {
  if (fchmod(directory, writable ? 0755 : 0555) < 0) return fail("change mode of the top");
  return enter(directory, ".", writable, 0);
}
