#include "request.h"

#include <errno.h>
#include <string.h>

#include "bytes.h"
#include "fault.h"
#include "wire.h"

static const uint64_t HOUR_NS = 3600ull * 1000000000;

// Components separated by single slashes, none of them `.` or `..`.
static bool is_normal(const char *path) {
  size_t depth = 0;
  if (strlen(path) >= MAX_PATH_BYTES) return false;
  while (true) {
    size_t length = strcspn(path, "/");
    if (length == 0 || length > 255 || ++depth > MAX_PATH_DEPTH) return false;
    if (path[0] == '.' && (length == 1 || (length == 2 && path[1] == '.'))) return false;
    if (path[length] == 0) return true;
    path += length + 1;
  }
}

bool is_box_path(const char *path) { return is_normal(path); }

bool is_mount_path(const char *path) { return path[0] == '/' && is_normal(path + 1); }

static bool is_at_or_below(const char *path, const char *directory) {
  size_t length = strlen(directory);
  return strncmp(path, directory, length) == 0 && (path[length] == 0 || path[length] == '/');
}

bool is_mount_target(const char *path) {
  static const char *const RESERVED[] = {"/box", "/scratch", "/tmp", "/proc", "/dev"};
  for (size_t i = 0; i < sizeof RESERVED / sizeof *RESERVED; i++)
    if (is_at_or_below(path, RESERVED[i])) return false;
  return is_mount_path(path);
}

bool decode_hello(const unsigned char *head, size_t size, struct hello *hello) {
  struct reader reader = {.at = head, .left = size};
  if (read_number(&reader, 4) != PROTOCOL_VERSION) return fail_with("protocol version", EPROTO);
  hello->lane = (uint32_t)read_number(&reader, 4);
  hello->mount_count = (uint32_t)read_number(&reader, 4);
  if (reader.failed || hello->lane > MAX_LANE || hello->mount_count > MAX_MOUNTS) return fail_with("decode hello", EPROTO);
  for (uint32_t i = 0; i < hello->mount_count; i++) {
    hello->mounts[i].from = read_string(&reader);
    hello->mounts[i].at = read_string(&reader);
    if (reader.failed || !is_mount_path(hello->mounts[i].from)) return fail_with("decode mount source", EINVAL);
    if (!is_mount_target(hello->mounts[i].at)) return fail_with("decode mount target", EINVAL);
  }
  return reader.left == 0 || fail_with("decode hello", EPROTO);
}

static bool read_list(struct reader *reader, const char **list, uint32_t most) {
  uint32_t count = (uint32_t)read_number(reader, 4);
  if (reader->failed || count > most) return false;
  for (uint32_t i = 0; i < count; i++) list[i] = read_string(reader);
  list[count] = NULL;
  return !reader->failed;
}

static bool within(uint64_t value, uint64_t least, uint64_t most) { return value >= least && value <= most; }

static bool limits_are_sane(const struct limits *limits) {
  return within(limits->cpu_ns, 1000000, HOUR_NS) && within(limits->wall_ns, 1000000, HOUR_NS) &&
         within(limits->memory_bytes, 1 << 20, 1ull << 40) && within(limits->processes, 1, 4096) &&
         within(limits->stdout_bytes, 0, 1ull << 40) && within(limits->stderr_bytes, 0, 1ull << 40) &&
         within(limits->scratch_bytes, 4096, 1ull << 40);
}

static void read_limits(struct reader *reader, struct limits *limits) {
  limits->cpu_ns = read_number(reader, 8);
  limits->wall_ns = read_number(reader, 8);
  limits->memory_bytes = read_number(reader, 8);
  limits->stdout_bytes = read_number(reader, 8);
  limits->stderr_bytes = read_number(reader, 8);
  limits->scratch_bytes = read_number(reader, 8);
  limits->processes = (uint32_t)read_number(reader, 4);
}

bool decode_command(const unsigned char *head, size_t size, struct command *command) {
  struct reader reader = {.at = head, .left = size};
  uint64_t profile = read_number(&reader, 1);
  if (reader.failed || profile >= PROFILE_COUNT) return fail_with("decode profile", EPROTO);
  command->profile = (enum profile)profile;
  uint64_t join = read_number(&reader, 1);
  command->partner = (uint32_t)read_number(&reader, 4);
  command->token = read_number(&reader, 8);
  uint64_t brought = read_number(&reader, 1);
  if (reader.failed || join >= JOIN_COUNT || brought > (join == JOIN_NOT)) return fail_with("decode join", EPROTO);
  command->join = (enum join)join;
  command->stdin_is_brought = brought != 0;
  read_limits(&reader, &command->limits);
  if (reader.failed || !limits_are_sane(&command->limits)) return fail_with("decode limits", EINVAL);
  if (!read_list(&reader, command->argv, MAX_ARGUMENTS)) return fail_with("decode arguments", EINVAL);
  if (!command->argv[0] || command->argv[0][0] != '/') return fail_with("decode program path", EINVAL);
  if (!read_list(&reader, command->envp, MAX_VARIABLES)) return fail_with("decode environment", EINVAL);
  command->directory = read_string(&reader);
  if (reader.failed || (command->directory[0] != 0 && !is_box_path(command->directory))) return fail_with("decode working directory", EINVAL);
  return reader.left == 0 || fail_with("decode command", EPROTO);
}

bool decode_file_header(const unsigned char *head, size_t size, struct file_header *header) {
  struct reader reader = {.at = head, .left = size};
  header->executable = read_number(&reader, 1) != 0;
  header->path = read_string(&reader);
  if (reader.failed || reader.left != 0) return fail_with("decode file header", EPROTO);
  return is_box_path(header->path) || fail_with("decode file path", EINVAL);
}

bool decode_snapshot(const unsigned char *head, size_t size, struct snapshot_request *request) {
  struct reader reader = {.at = head, .left = size};
  request->most_bytes = read_number(&reader, 8);
  request->directory = read_string(&reader);
  if (reader.failed || reader.left != 0) return fail_with("decode snapshot", EPROTO);
  return request->directory[0] == 0 || is_box_path(request->directory) || fail_with("decode snapshot directory", EINVAL);
}

bool decode_directory(const unsigned char *head, size_t size, const char **path) {
  struct reader reader = {.at = head, .left = size};
  *path = read_string(&reader);
  if (reader.failed || reader.left != 0) return fail_with("decode directory", EPROTO);
  return (*path)[0] == 0 || is_box_path(*path) || fail_with("decode directory path", EINVAL);
}

bool decode_courier(const unsigned char *head, size_t size, uint32_t *lane) {
  struct reader reader = {.at = head, .left = size};
  if (read_number(&reader, 4) != PROTOCOL_VERSION) return fail_with("protocol version", EPROTO);
  *lane = (uint32_t)read_number(&reader, 4);
  return (!reader.failed && reader.left == 0 && *lane <= MAX_LANE) || fail_with("decode courier", EPROTO);
}

bool decode_errand(const unsigned char *head, size_t size, struct errand *errand) {
  struct reader reader = {.at = head, .left = size};
  errand->slot = (uint32_t)read_number(&reader, 4);
  errand->token = read_number(&reader, 8);
  errand->device = read_number(&reader, 8);
  errand->inode = read_number(&reader, 8);
  errand->bytes = read_number(&reader, 8);
  errand->path = read_string(&reader);
  if (reader.failed || reader.left != 0) return fail_with("decode errand", EPROTO);
  return (errand->path[0] == '/' && strlen(errand->path) < MAX_ERRAND_BYTES) || fail_with("decode errand", EINVAL);
}
