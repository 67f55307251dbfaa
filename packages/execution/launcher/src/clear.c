#include "clear.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

static bool is_dot(const char *name) { return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)); }

// A directory that cannot be removed yet because it is not empty; NULL when everything else is gone.
static char *remove_entries(DIR *directory) {
  struct dirent *entry;
  char *full = NULL;
  while ((entry = readdir(directory))) {
    if (is_dot(entry->d_name)) continue;
    if (unlinkat(dirfd(directory), entry->d_name, 0) == 0) continue;
    if (unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR) == 0 || errno == ENOENT) continue;
    free(full);
    full = strdup(entry->d_name);
  }
  return full;
}

// The program may have taken its own rights away. Where this fails, so does what follows it, and that is checked.
static void regain_rights(int parent, const char *name) {
  if (fchmodat(parent, name, 0700, 0) < 0) return;
}

static DIR *open_below(int parent, const char *name) {
  regain_rights(parent, name);
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return fd < 0 ? NULL : fdopendir(fd);
}

// Not recursive, so that no depth of directories can exhaust the stack or the descriptors: a full directory's content
// moves up to the top, level by level.
static bool lift_content(int top, DIR *full, unsigned *serial) {
  struct dirent *entry;
  while ((entry = readdir(full))) {
    char name[32];
    if (is_dot(entry->d_name)) continue;
    if (unlinkat(dirfd(full), entry->d_name, 0) == 0 || unlinkat(dirfd(full), entry->d_name, AT_REMOVEDIR) == 0) continue;
    regain_rights(dirfd(full), entry->d_name);
    do snprintf(name, sizeof name, ".cleared-%u", (*serial)++);
    while (renameat2(dirfd(full), entry->d_name, top, name, RENAME_NOREPLACE) < 0 && errno == EEXIST);
  }
  return true;
}

bool clear_open_directory(int top) {
  DIR *directory = fdopendir(top);
  if (!directory) return fail("read to clear");
  unsigned serial = 0;
  char *full;
  long budget = 1000000;
  while ((full = remove_entries(directory)) && budget-- > 0) {
    DIR *below = open_below(top, full);
    if (below) lift_content(top, below, &serial), closedir(below);
    unlinkat(top, full, AT_REMOVEDIR);
    free(full);
    rewinddir(directory);
  }
  closedir(directory);
  if (!full) return true;
  free(full);
  errno = ENOTEMPTY;
  return fail_for_good("clear directory");
}

bool clear_directory(const char *path) {
  if (chmod(path, 0755) < 0) return fail_about("open to owner", path);
  int top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return top < 0 ? fail_about("open to clear", path) : clear_open_directory(top);
}
