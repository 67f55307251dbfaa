// The client's requests, decoded. The client is treated as hostile: every count and length is bounded here, and what
// passes can be used without another check.
#ifndef REQUEST_H
#define REQUEST_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_MOUNTS = 64, MAX_ARGUMENTS = 1024, MAX_VARIABLES = 256, MAX_PATH_BYTES = 1024, MAX_PATH_DEPTH = 16, MAX_ERRAND_BYTES = 4096, MAX_LANE = 4096 };

// A directory or file of the host, to be seen read-only in the lane.
struct mount_request {
  const char *from;
  const char *at;
};

struct hello {
  uint32_t lane;
  uint32_t mount_count;
  struct mount_request mounts[MAX_MOUNTS];
};

enum profile { PROFILE_RUN = 0, PROFILE_RUN_FORK = 1, PROFILE_COMPILE = 2, PROFILE_COUNT = 3 };

struct limits {
  uint64_t cpu_ns;
  uint64_t wall_ns;
  uint64_t memory_bytes;
  uint64_t stdout_bytes;
  uint64_t stderr_bytes;
  uint64_t scratch_bytes;
  uint32_t processes;
};

// Whether the program's stdin and stdout are another lane's program, and who makes the pipes. JOIN_RECORD leads and tells its
// client what both say.
enum join { JOIN_NOT = 0, JOIN_LEAD = 1, JOIN_FOLLOW = 2, JOIN_RECORD = 3, JOIN_COUNT = 4 };

struct command {
  enum profile profile;
  enum join join;
  // Not in the request: a courier brings it, with the token. Never together with a join.
  bool stdin_is_brought;
  // With JOIN_LEAD or JOIN_RECORD, the slot of the lane that follows; both have the same token.
  uint32_t partner;
  uint64_t token;
  // Where the program starts: this directory of the box; where its profile says when empty.
  const char *directory;
  struct limits limits;
  const char *argv[MAX_ARGUMENTS + 1];
  const char *envp[MAX_VARIABLES + 1];
};

// A file of the client's for the run with this token on the lane with this slot.
struct errand {
  uint32_t slot;
  uint64_t token;
  // As the client sees it: where the same path leads elsewhere for us, it is another file.
  uint64_t device, inode, bytes;
  // Absolute; whatever the client itself may open.
  const char *path;
};

struct file_header {
  bool executable;
  const char *path;
};

struct snapshot_request {
  uint64_t most_bytes;
  // Of the box; the whole when empty.
  const char *directory;
};

// `head` must outlive what is decoded from it: strings stay where they lie.
bool decode_hello(const unsigned char *head, size_t size, struct hello *hello);
bool decode_command(const unsigned char *head, size_t size, struct command *command);
bool decode_file_header(const unsigned char *head, size_t size, struct file_header *header);
bool decode_snapshot(const unsigned char *head, size_t size, struct snapshot_request *request);
bool decode_courier(const unsigned char *head, size_t size, uint32_t *lane);
bool decode_errand(const unsigned char *head, size_t size, struct errand *errand);
bool decode_directory(const unsigned char *head, size_t size, const char **path);

// Relative, no empty, `.` or `..` component, bounded length and depth.
bool is_box_path(const char *path);
// Absolute, normalised, and not the root.
bool is_mount_path(const char *path);
// As is_mount_path, and clear of the places that belong to the lane itself.
bool is_mount_target(const char *path);
#endif
