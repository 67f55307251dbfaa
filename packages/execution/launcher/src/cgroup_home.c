// Finding the place for our control groups: below the launcher's own group, as a container or a service manager
// expects, so that limits set on the service hold for its programs too.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup.h"
#include "cgroup_files.h"

static const char *const V1_NAMES[CONTROLLER_COUNT] = {"memory", "pids", "cpuacct"};
// v2 counts CPU time in every group, without a controller.
static const char *const V2_NAMES[CONTROLLER_COUNT] = {"memory", "pids", NULL};

static bool has_word(const char *list, const char *word) {
  size_t length = strlen(word);
  for (const char *at = list; (at = strstr(at, word)); at += length) {
    bool starts = at == list || strchr(", ", at[-1]);
    bool ends = at[length] == 0 || strchr(", \n", at[length]);
    if (starts && ends) return true;
  }
  return false;
}

// The group of this process in the hierarchy of `controller` ("" for v2).
static bool own_group(const char *controller, char *path, size_t size) {
  FILE *file = fopen("/proc/self/cgroup", "re");
  char line[1024];
  bool found = false;
  while (file && !found && fgets(line, sizeof line, file)) {
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group) continue;
    *group++ = 0;
    group[strcspn(group, "\n")] = 0;
    found = *controller ? has_word(controllers + 1, controller) : controllers[1] == 0;
    if (found) snprintf(path, size, "%s", group);
  }
  if (file) fclose(file);
  return found;
}

// The directory of `group` in the mounted hierarchy of `controller`: mountinfo's fields are
// id parent major:minor root mount-point options… - type source super-options.
static bool mounted_at(const char *type, const char *controller, const char *group, char *path, size_t size) {
  FILE *file = fopen("/proc/self/mountinfo", "re");
  char line[4096];
  bool found = false;
  while (file && !found && fgets(line, sizeof line, file)) {
    char root[512], point[512], kind[32], options[512];
    char *tail = strstr(line, " - ");
    if (!tail || sscanf(line, "%*s %*s %*s %511s %511s", root, point) != 2) continue;
    if (sscanf(tail, " - %31s %*s %511s", kind, options) != 2 || strcmp(kind, type) != 0) continue;
    if (*controller && !has_word(options, controller)) continue;
    size_t prefix = strcmp(root, "/") == 0 ? 0 : strlen(root);
    if (strncmp(group, root, prefix) != 0) group = "/", prefix = 0;
    snprintf(path, size, "%s%s", point, strcmp(group + prefix, "/") == 0 ? "" : group + prefix);
    found = true;
  }
  if (file) fclose(file);
  return found;
}

static void refuse(struct cgroup_home *home, int controller, const char *why) {
  home->parent[controller][0] = 0;
  snprintf(home->refusal[controller], sizeof home->refusal[controller], "%s", why);
}

static bool may_write(const char *directory) { return faccessat(AT_FDCWD, directory, W_OK, AT_EACCESS) == 0; }

static void find_v1(struct cgroup_home *home, int controller) {
  char group[512];
  char *parent = home->parent[controller];
  if (!own_group(V1_NAMES[controller], group, sizeof group)) return refuse(home, controller, "the kernel has no such controller");
  if (!mounted_at("cgroup", V1_NAMES[controller], group, parent, sizeof home->parent[0]))
    return refuse(home, controller, "the cgroup v1 hierarchy is not mounted");
  if (!may_write(parent)) refuse(home, controller, errno == EROFS ? "cgroups are mounted read-only" : "cgroups are not delegated to this user");
}

// A v2 group may have processes or children with controllers, not both: what lives in ours moves to a leaf of its own.
static bool make_room_for_children(const char *parent) {
  char leaf[640];
  snprintf(leaf, sizeof leaf, "%s/codearena-service", parent);
  if (mkdir(leaf, 0755) < 0 && errno != EEXIST) return false;
  FILE *processes = fdopen(open_file_at(parent, "cgroup.procs", O_RDONLY), "r");
  char line[32];
  while (processes && fgets(line, sizeof line, processes)) {
    if (!write_file_at(leaf, "cgroup.procs", line) && errno != ESRCH) {
      fclose(processes);
      return false;
    }
  }
  if (processes) fclose(processes);
  return true;
}

static bool enable_v2(const char *parent, const char *controller) {
  char enabled[256] = "", request[32];
  int fd = open_file_at(parent, "cgroup.subtree_control", O_RDONLY);
  if (fd >= 0) read_text(fd, enabled, sizeof enabled), close(fd);
  if (has_word(enabled, controller)) return true;
  snprintf(request, sizeof request, "+%s", controller);
  if (write_file_at(parent, "cgroup.subtree_control", request)) return true;
  return errno == EBUSY && make_room_for_children(parent) && write_file_at(parent, "cgroup.subtree_control", request);
}

static void find_v2(struct cgroup_home *home, int controller, bool prepare) {
  char group[512], available[256] = "";
  char *parent = home->parent[controller];
  const char *name = V2_NAMES[controller];
  if (!own_group("", group, sizeof group) || !mounted_at("cgroup2", "", group, parent, sizeof home->parent[0]))
    return refuse(home, controller, "cgroup v2 is not mounted");
  // Started again from the leaf that an earlier start of the same service made.
  char *leaf = strstr(parent, "/codearena-service");
  if (leaf) *leaf = 0;
  int fd = open_file_at(parent, "cgroup.controllers", O_RDONLY);
  if (fd >= 0) read_text(fd, available, sizeof available), close(fd);
  if (name && !has_word(available, name)) return refuse(home, controller, "the controller is not delegated to this cgroup");
  if (!may_write(parent)) return refuse(home, controller, errno == EROFS ? "cgroups are mounted read-only" : "cgroups are not delegated to this user");
  if (prepare && name && !enable_v2(parent, name)) refuse(home, controller, "the controller cannot be enabled for children of this cgroup");
}

void cgroup_find_home(struct cgroup_home *home, bool prepare) {
  char group[512];
  memset(home, 0, sizeof *home);
  bool v1 = own_group("memory", group, sizeof group);
  for (int i = 0; i < CONTROLLER_COUNT; i++) v1 ? find_v1(home, i) : find_v2(home, i, prepare);
  bool any = home->parent[CONTROLLER_MEMORY][0] || home->parent[CONTROLLER_PIDS][0] || home->parent[CONTROLLER_CPU][0];
  // On v2 the three controllers share one directory: all or nothing.
  bool all = home->parent[CONTROLLER_MEMORY][0] && home->parent[CONTROLLER_PIDS][0] && home->parent[CONTROLLER_CPU][0];
  home->version = v1 ? (any ? CGROUP_V1 : CGROUP_NONE) : (all ? CGROUP_V2 : CGROUP_NONE);
}

// Groups are named codearena-<pid of their launcher>-<random>-<lane>.
static bool is_stale(const char *name) {
  char *end;
  if (strncmp(name, "codearena-", 10) != 0) return false;
  long pid = strtol(name + 10, &end, 10);
  return pid > 0 && *end == '-' && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

static void sweep_directory(const char *parent) {
  DIR *directory = opendir(parent);
  struct dirent *entry;
  while (directory && (entry = readdir(directory))) {
    char path[1024];
    if (!is_stale(entry->d_name)) continue;
    for (int i = 0; i < 2; i++) {
      snprintf(path, sizeof path, "%s/%s/%s", parent, entry->d_name, i ? "zygote" : "run");
      rmdir(path);
    }
    snprintf(path, sizeof path, "%s/%s", parent, entry->d_name);
    rmdir(path);
  }
  if (directory) closedir(directory);
}

void cgroup_sweep(const struct cgroup_home *home) {
  for (int i = 0; i < CONTROLLER_COUNT; i++)
    if (home->parent[i][0]) sweep_directory(home->parent[i]);
}
