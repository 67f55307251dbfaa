#include "root.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault.h"
#include "mounts.h"

// While the tree is built, `/` is a small tmpfs: the host is below /host, the tree grows below /new.
#define HOST "/host"
#define NEW "/new"

static const char *const SYSTEM[] = {"bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr"};
static const char *const DEVICES[] = {"null", "zero", "full", "random", "urandom"};
static const char *const MOUNT_POINTS[] = {"box", "scratch", "proc", "dev", "etc"};
// What toolchains read below /etc: configuration that every user of the host may read anyway.
static const char *const CONFIGURATION[] = {"alternatives", "java", "openjdk", "mono", "php", "perl", "python", "fpc", "fonts", "ld.so.cache",
                                            "ld.so.conf", "cli", "nodejs", "ghc", "lua"};

static bool make_directory(const char *path) { return mkdir(path, 0755) == 0 || errno == EEXIST || fail_about("mkdir", path); }

// Below what was bound, or through a link that was copied, somebody else decides where a name leads: also out of the tree.
static bool require_own_directory(const char *path) {
  struct stat tree, info;
  if (lstat(NEW, &tree) < 0 || lstat(path, &info) < 0) return fail_about("stat", path);
  if (S_ISDIR(info.st_mode) && info.st_dev == tree.st_dev) return true;
  errno = EXDEV;
  return fail_about("mount below", path);
}

static bool make_parents(const char *path) {
  char partial[PATH_MAX];
  snprintf(partial, sizeof partial, "%s", path);
  for (char *slash = strchr(partial + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(partial, 0755) < 0 && errno != EEXIST) return fail_about("mkdir", partial);
    if (!require_own_directory(partial)) return false;
    *slash = '/';
  }
  return true;
}

static bool make_empty_file(const char *path) {
  int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0) return fail_about("create", path);
  close(fd);
  return true;
}

static bool write_new_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0) return fail_about("create", path);
  ssize_t written = write(fd, text, strlen(text));
  close(fd);
  return written == (ssize_t)strlen(text) || fail_about("write", path);
}

static bool copy_link(const char *source, const char *target) {
  char link[PATH_MAX];
  ssize_t length = readlink(source, link, sizeof link - 1);
  if (length < 0) return fail_about("readlink", source);
  link[length] = 0;
  return symlink(link, target) == 0 || errno == EEXIST || fail_about("symlink", target);
}

// Binds /host/<from> at /new/<at>, read-only. What the host does not have is left out.
static bool bind_from_host(const char *from, const char *at) {
  char source[PATH_MAX], target[PATH_MAX];
  struct stat info;
  snprintf(source, sizeof source, HOST "%s", from);
  snprintf(target, sizeof target, NEW "%s", at);
  if (lstat(source, &info) < 0) return errno == ENOENT || fail_about("stat", from);
  if (!make_parents(target)) return false;
  if (S_ISLNK(info.st_mode)) return copy_link(source, target);
  if (!(S_ISDIR(info.st_mode) ? make_directory(target) : make_empty_file(target))) return false;
  if (mount(source, target, NULL, MS_BIND | MS_REC, NULL) < 0) return fail_about("bind", from);
  return mounts_restrict(target) || fail_about("make read-only", from);
}

static bool bind_system(void) {
  for (size_t i = 0; i < sizeof SYSTEM / sizeof *SYSTEM; i++) {
    char path[32];
    snprintf(path, sizeof path, "/%s", SYSTEM[i]);
    if (!bind_from_host(path, path)) return false;
  }
  return true;
}

static bool is_configuration(const char *name) {
  for (size_t i = 0; i < sizeof CONFIGURATION / sizeof *CONFIGURATION; i++)
    if (strncmp(name, CONFIGURATION[i], strlen(CONFIGURATION[i])) == 0) return true;
  return false;
}

static bool bind_configuration(void) {
  DIR *directory = opendir(HOST "/etc");
  struct dirent *entry;
  bool bound = true;
  while (directory && bound && (entry = readdir(directory))) {
    char path[300];
    snprintf(path, sizeof path, "/etc/%s", entry->d_name);
    if (is_configuration(entry->d_name)) bound = bind_from_host(path, path);
  }
  if (directory) closedir(directory);
  return bound;
}

static bool write_accounts(void) {
  if (!write_new_file(NEW "/etc/passwd", "root:x:0:0:root:/:/usr/sbin/nologin\ncoder:x:1000:1000:coder:/tmp:/usr/sbin/nologin\n")) return false;
  if (!write_new_file(NEW "/etc/group", "root:x:0:\ncoder:x:1000:\n")) return false;
  if (!write_new_file(NEW "/etc/hosts", "127.0.0.1 localhost\n")) return false;
  return write_new_file(NEW "/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
}

static bool bind_devices(void) {
  for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
    char source[64], target[64];
    snprintf(source, sizeof source, HOST "/dev/%s", DEVICES[i]);
    snprintf(target, sizeof target, NEW "/dev/%s", DEVICES[i]);
    if (!make_empty_file(target)) return false;
    if (mount(source, target, NULL, MS_BIND, NULL) < 0) return fail_about("bind device", DEVICES[i]);
    if (!mounts_restrict_device(target)) return fail_about("restrict device", DEVICES[i]);
  }
  return true;
}

static bool link_descriptors(void) {
  static const char *const LINKS[][2] = {
      {"/proc/self/fd", NEW "/dev/fd"}, {"/proc/self/fd/0", NEW "/dev/stdin"}, {"/proc/self/fd/1", NEW "/dev/stdout"},
      {"/proc/self/fd/2", NEW "/dev/stderr"}, {"scratch/run", NEW "/tmp"}};
  for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
    if (symlink(LINKS[i][0], LINKS[i][1]) < 0) return fail_about("symlink", LINKS[i][1]);
  return true;
}

static bool enter_workshop(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return fail("make mounts private");
  if (mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m,nr_inodes=4096") < 0) return fail("mount root tmpfs");
  if (mkdir("/tmp/new", 0755) < 0) return fail("mkdir new root");
  if (mkdir("/tmp/host", 0755) < 0) return fail("mkdir host root");
  if (syscall(SYS_pivot_root, "/tmp", "/tmp/host") < 0) return fail("pivot_root to workshop");
  if (chdir("/") < 0) return fail("chdir to workshop");
  return mount("tmpfs", NEW, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m,nr_inodes=4096") == 0 || fail("mount new root");
}

static bool leave_workshop(void) {
  if (chdir(NEW) < 0) return fail("chdir to new root");
  if (syscall(SYS_pivot_root, ".", ".") < 0) return fail("pivot_root");
  if (umount2(".", MNT_DETACH) < 0) return fail("unmount host");
  if (chdir("/") < 0) return fail("chdir to root");
  return mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) == 0 || fail("make root read-only");
}

static bool mount_proc(void) {
  // Only processes, and of these only the reader's own: nothing of the machine's load, network or settings.
  const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY;
  if (mount("proc", NEW "/proc", "proc", flags, "hidepid=invisible,subset=pid") == 0) return true;
  return mount("proc", NEW "/proc", "proc", flags, "hidepid=2") == 0 || fail("mount /proc");
}

bool root_build(const struct hello *hello) {
  if (!enter_workshop()) return false;
  for (size_t i = 0; i < sizeof MOUNT_POINTS / sizeof *MOUNT_POINTS; i++) {
    char path[32];
    snprintf(path, sizeof path, NEW "/%s", MOUNT_POINTS[i]);
    if (!make_directory(path)) return false;
  }
  if (!bind_system()) return false;
  if (!bind_configuration()) return false;
  if (!write_accounts()) return false;
  if (!bind_devices()) return false;
  if (!link_descriptors()) return false;
  if (!mount_proc()) return false;
  for (uint32_t i = 0; i < hello->mount_count; i++)
    if (!bind_from_host(hello->mounts[i].from, hello->mounts[i].at)) return false;
  return leave_workshop();
}
