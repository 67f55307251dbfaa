#include "reach.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

enum { MAX_REACHED = 16 };

struct reached {
  char path[PATH_MAX];
  int directory;
};

struct covers {
  char path[MAX_REACHED][PATH_MAX];
  int count;
};

static bool may_enter(const struct account *account, const char *path, bool *answer) {
  if (!account_act_as(account)) return false;
  *answer = faccessat(AT_FDCWD, path, R_OK | X_OK, AT_EACCESS) == 0;
  return account_act_as_root();
}

static bool may_pass(const struct account *account, const char *path, bool *answer) {
  if (!account_act_as(account)) return false;
  *answer = faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
  return account_act_as_root();
}

// The topmost directory on the way that stops the user.
static bool find_closed(const struct account *account, const char *path, char *closed) {
  bool passes = true;
  snprintf(closed, PATH_MAX, "%s", path);
  for (char *slash = closed + 1; passes && *slash; slash++) {
    slash += strcspn(slash, "/");
    char kept = *slash;
    *slash = 0;
    if (!may_pass(account, closed, &passes)) return false;
    if (!passes) return true;
    *slash = kept;
    if (!kept) break;
  }
  return true;
}

static bool make_way(const char *path) {
  char partial[PATH_MAX];
  snprintf(partial, sizeof partial, "%s", path);
  for (char *slash = strchr(partial + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(partial, 0755) < 0 && errno != EEXIST) return fail_about("mkdir", partial);
    *slash = '/';
  }
  return mkdir(partial, 0755) == 0 || errno == EEXIST || fail_about("mkdir", partial);
}

static bool cover(struct covers *covers, const char *closed) {
  if (mount("tmpfs", closed, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=256k,nr_inodes=256") < 0) return fail_about("cover", closed);
  snprintf(covers->path[covers->count++], PATH_MAX, "%s", closed);
  return true;
}

static bool is_covered(const struct covers *covers, const char *path) {
  for (int i = 0; i < covers->count; i++) {
    size_t length = strlen(covers->path[i]);
    if (strncmp(path, covers->path[i], length) == 0 && path[length] == '/') return true;
  }
  return false;
}

static bool bind_reached(const struct reached *reached) {
  char source[64];
  snprintf(source, sizeof source, "/proc/self/fd/%d", reached->directory);
  if (!make_way(reached->path)) return false;
  return mount(source, reached->path, NULL, MS_BIND | MS_REC, NULL) == 0 || fail_about("bind", reached->path);
}

static bool reach(const struct account *account, struct covers *covers, const struct reached *reached) {
  char closed[PATH_MAX];
  bool enters;
  if (!may_enter(account, reached->path, &enters)) return false;
  if (enters) return true;
  if (!is_covered(covers, reached->path)) {
    if (!find_closed(account, reached->path, closed)) return false;
    if (strcmp(closed, reached->path) == 0) return fail_with("open the application's own directory to other users (chmod -R go+rX)", EACCES);
    if (!cover(covers, closed)) return false;
  }
  return bind_reached(reached);
}

static bool close_covers(const struct covers *covers) {
  for (int i = 0; i < covers->count; i++)
    if (mount(NULL, covers->path[i], NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) < 0) return fail_about("make read-only", covers->path[i]);
  return true;
}

// All are opened before the first cover hides any.
static bool open_all(const char *const *directories, int count, struct reached *reached) {
  for (int i = 0; i < count; i++) {
    if (!realpath(directories[i], reached[i].path)) return fail_about("find", directories[i]);
    reached[i].directory = open(reached[i].path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (reached[i].directory < 0) return fail_about("open", reached[i].path);
  }
  return true;
}

bool reach_directories(const char *const *directories, int count, const struct account *account) {
  static struct reached reached[MAX_REACHED];
  static struct covers covers;
  if (count > MAX_REACHED) return fail_with("too many directories", E2BIG);
  if (unshare(CLONE_NEWNS) < 0) return fail("unshare mounts");
  if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0) return fail("separate mounts");
  if (!open_all(directories, count, reached)) return false;
  for (int i = 0; i < count; i++)
    if (!reach(account, &covers, &reached[i])) return false;
  return close_covers(&covers);
}
