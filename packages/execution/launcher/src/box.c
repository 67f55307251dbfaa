// Files in and out of the box. The program controls every name in it, so no name is ever resolved through a link:
// each component is opened by itself with O_NOFOLLOW.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bytes.h"
#include "clear.h"
#include "fault.h"
#include "lane.h"

enum { MAX_SNAPSHOT_FILES = 10000 };

static bool give_to_coder(struct lane *lane, int fd) {
  return !lane->separate_identity || fchown(fd, CODER_ID, CODER_ID) == 0 || fail("chown box file");
}

// The directory that is to hold the last component of `path`, made where it is missing; -1 on a fault.
static int open_parent(struct lane *lane, const char *path, const char **last) {
  int directory = fcntl(lane->box, F_DUPFD_CLOEXEC, 3);
  const char *slash;
  while (directory >= 0 && (slash = strchr(path, '/'))) {
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)(slash - path), path);
    bool made = mkdirat(directory, name, 0755) == 0;
    int next = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (next < 0) fail_about("open box directory", name);
    close(directory);
    if (next >= 0 && made && !give_to_coder(lane, next)) {
      close(next);
      return -1;
    }
    directory = next;
    path = slash + 1;
  }
  *last = path;
  return directory;
}

static int create_file(struct lane *lane, const struct file_header *header) {
  const char *name;
  int directory = open_parent(lane, header->path, &name);
  if (directory < 0) return -1;
  int fd = -1;
  // Unlinked first: a file is replaced, never written through a link to another one.
  if (unlinkat(directory, name, 0) < 0 && errno != ENOENT) {
    fail_about("replace box file", name);
  } else {
    fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, header->executable ? 0755 : 0644);
    if (fd < 0) fail_about("create box file", name);
  }
  close(directory);
  return fd;
}

static bool write_all(int fd, const void *bytes, size_t size) {
  const char *at = bytes;
  while (size > 0) {
    ssize_t written = write(fd, at, size);
    if (written < 0) return fail("write box file");
    at += written;
    size -= (size_t)written;
  }
  return true;
}

// 1 written, 0 a fault to be reported, -1 the connection ended.
static int store_body(struct lane *lane, int fd) {
  unsigned char buffer[32 << 10];
  ssize_t got;
  while ((got = wire_body(&lane->wire, buffer, sizeof buffer)) > 0)
    if (!write_all(fd, buffer, (size_t)got)) return 0;
  return got < 0 ? -1 : 1;
}

static int write_file(struct lane *lane, const struct frame *frame) {
  struct file_header header;
  if (!decode_file_header(lane->wire.head, frame->head_bytes, &header)) return 0;
  if (!cgroup_lift_limit(&lane->cgroup) || !lane_set_box_writable(lane, true)) return 0;
  int fd = create_file(lane, &header);
  if (fd < 0) return 0;
  int stored = give_to_coder(lane, fd) ? store_body(lane, fd) : 0;
  close(fd);
  return stored;
}

bool box_write(struct lane *lane, const struct frame *frame) {
  int written = write_file(lane, frame);
  if (written < 0) return false;
  if (written == 0) return wire_skip_body(&lane->wire) && wire_send_fault(&lane->wire);
  return wire_send(&lane->wire, FRAME_DONE, NULL, 0, 0) && wire_flush(&lane->wire);
}

struct snapshot {
  struct lane *lane;
  uint64_t bytes_left;
  uint32_t files_left;
  char path[MAX_PATH_BYTES];
};

static bool send_content(struct wire *wire, int fd, uint64_t size) {
  unsigned char buffer[32 << 10];
  while (size > 0) {
    ssize_t got = read(fd, buffer, size < sizeof buffer ? (size_t)size : sizeof buffer);
    // The size was announced, so a file that shrank cannot be reported any more.
    if (got <= 0) return fail_for_good("read box file");
    if (!wire_send_bytes(wire, buffer, (size_t)got)) return false;
    size -= (uint64_t)got;
  }
  return true;
}

static bool send_file(struct snapshot *snapshot, int fd, const struct stat *info) {
  unsigned char head[5 + MAX_PATH_BYTES + 1];
  size_t length = strlen(snapshot->path);
  uint64_t size = (uint64_t)info->st_size;
  if (size > snapshot->bytes_left || size > MAX_BODY_BYTES || snapshot->files_left == 0) return fail_with("snapshot too large", EFBIG);
  snapshot->bytes_left -= size;
  snapshot->files_left--;
  put_number(put_number(head, (info->st_mode & 0100) != 0, 1), length, 4);
  memcpy(head + 5, snapshot->path, length + 1);
  struct wire *wire = &snapshot->lane->wire;
  return wire_send(wire, FRAME_FILE, head, 5 + length + 1, (uint32_t)size) && send_content(wire, fd, size);
}

static bool walk(struct snapshot *snapshot, int directory, size_t prefix, unsigned depth);

static bool visit(struct snapshot *snapshot, int directory, const char *name, size_t prefix, unsigned depth) {
  int length = snprintf(snapshot->path + prefix, sizeof snapshot->path - prefix, "%s%s", prefix ? "/" : "", name);
  if (length < 0 || prefix + (size_t)length >= sizeof snapshot->path) return fail_with("snapshot path too long", ENAMETOOLONG);
  // O_NONBLOCK: opening a FIFO must not wait for its other end.
  int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return errno == ELOOP || errno == ENXIO || errno == EACCES || fail_about("open box file", name);
  struct stat info;
  bool done = fstat(fd, &info) == 0 || fail("stat box file");
  if (done && S_ISREG(info.st_mode)) done = send_file(snapshot, fd, &info);
  if (done && S_ISDIR(info.st_mode)) return walk(snapshot, fd, prefix + (size_t)length, depth + 1);
  close(fd);
  return done;
}

// Takes over `directory`.
static bool walk(struct snapshot *snapshot, int directory, size_t prefix, unsigned depth) {
  DIR *entries = fdopendir(directory);
  struct dirent *entry;
  bool done = entries != NULL || fail("read box directory");
  // A file of it would be one deeper, where none can be written.
  if (done && depth >= MAX_PATH_DEPTH) done = fail_with("snapshot too deep", ENAMETOOLONG);
  while (done && (entry = readdir(entries))) {
    bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (!self) done = visit(snapshot, dirfd(entries), entry->d_name, prefix, depth);
  }
  if (entries) closedir(entries);
  else close(directory);
  return done;
}

int box_open_directory(struct lane *lane, const char *path) {
  if (path[0] == 0) return open("/box", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  const char *name;
  int parent = open_parent(lane, path, &name);
  if (parent < 0) return -1;
  int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  close(parent);
  return directory;
}

bool box_snapshot(struct lane *lane, const struct frame *frame) {
  struct snapshot_request request;
  if (!decode_snapshot(lane->wire.head, frame->head_bytes, &request)) return wire_send_fault(&lane->wire);
  if (!cgroup_lift_limit(&lane->cgroup)) return wire_send_fault(&lane->wire);
  struct snapshot snapshot = {.lane = lane, .files_left = MAX_SNAPSHOT_FILES, .bytes_left = request.most_bytes};
  int directory = box_open_directory(lane, request.directory);
  if (directory < 0) return fail("open box directory") || wire_send_fault(&lane->wire);
  if (!walk(&snapshot, directory, 0, 0)) return wire_send_fault(&lane->wire) && !last_fault.retire;
  return wire_send(&lane->wire, FRAME_DONE, NULL, 0, 0) && wire_flush(&lane->wire);
}

// Whatever has the name makes room for a directory of the program's.
static bool make_empty(struct lane *lane, const char *path) {
  const char *name;
  if (!cgroup_lift_limit(&lane->cgroup) || !lane_set_box_writable(lane, true)) return false;
  int parent = open_parent(lane, path, &name);
  if (parent < 0) return false;
  bool made = mkdirat(parent, name, 0755) == 0;
  if (!made && unlinkat(parent, name, 0) == 0) made = mkdirat(parent, name, 0755) == 0;
  int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  close(parent);
  if (directory < 0) return fail_about("make box directory", name);
  if (made && !give_to_coder(lane, directory)) {
    close(directory);
    return false;
  }
  return clear_open_directory(directory);
}

static bool empty_box(struct lane *lane) {
  return cgroup_lift_limit(&lane->cgroup) && lane_set_box_writable(lane, true) && clear_directory("/box");
}

bool box_directory(struct lane *lane, const struct frame *frame) {
  const char *path;
  if (!decode_directory(lane->wire.head, frame->head_bytes, &path)) return wire_send_fault(&lane->wire);
  if (!(path[0] == 0 ? empty_box(lane) : make_empty(lane, path))) return wire_send_fault(&lane->wire) && !last_fault.retire;
  return wire_send(&lane->wire, FRAME_DONE, NULL, 0, 0) && wire_flush(&lane->wire);
}
