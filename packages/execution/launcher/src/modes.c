#include "modes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clear.h"
#include "fault.h"

enum { WRITE_BITS = 0222, OWNER_READS_AND_WRITES = 0600, DIRECTORY_OPEN = 0755, DIRECTORY_CLOSED = 0555, DEEPEST = 64 };

static bool walk(int directory, bool writable, unsigned depth);

static bool enter(int parent, const char *name, bool writable, unsigned depth) {
  if (fchmodat(parent, name, DIRECTORY_OPEN, 0) < 0) return fail_about("open directory to owner", name);
  int below = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return below >= 0 ? walk(below, writable, depth) : fail_about("open to change modes", name);
}

static bool visit(int parent, const char *name, bool writable, unsigned depth) {
  struct stat info;
  if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) < 0) return fail_about("stat to change mode", name);
  if (S_ISDIR(info.st_mode)) return enter(parent, name, writable, depth + 1);
  if (S_ISLNK(info.st_mode)) return true;
  mode_t mode = info.st_mode & 07777;
  mode = writable ? mode | OWNER_READS_AND_WRITES : mode & ~(mode_t)WRITE_BITS;
  return fchmodat(parent, name, mode, 0) == 0 || fail_about("change mode", name);
}

static bool visit_all(DIR *entries, bool writable, unsigned depth) {
  struct dirent *entry;
  while ((entry = readdir(entries))) {
    bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (!self && !visit(dirfd(entries), entry->d_name, writable, depth)) return false;
  }
  return true;
}

// What lies deeper than any compiler puts it is somebody's attempt on us, and goes.
static bool empty(int directory) {
  int again = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return again >= 0 ? clear_open_directory(again) : fail("open what is too deep");
}

// Takes over `directory`, whose own mode comes last.
static bool walk(int directory, bool writable, unsigned depth) {
  DIR *entries = fdopendir(directory);
  if (!entries) {
    fail("read to change modes");
    close(directory);
    return false;
  }
  bool done = depth > DEEPEST ? empty(directory) : visit_all(entries, writable, depth);
  if (done && fchmod(directory, writable ? DIRECTORY_OPEN : DIRECTORY_CLOSED) < 0) done = fail("change mode of directory");
  closedir(entries);
  return done;
}

bool modes_set_writable(int directory, bool writable) { return enter(directory, ".", writable, 0); }
