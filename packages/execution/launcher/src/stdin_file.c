#include "stdin_file.h"

#include <errno.h>
#include <unistd.h>

#include "fault.h"
#include "memory_file.h"
#include "switchboard.h"

static bool fill(struct lane *lane, int fd) {
  unsigned char buffer[64 << 10];
  ssize_t got;
  while ((got = wire_body(&lane->wire, buffer, sizeof buffer)) > 0)
    if (write(fd, buffer, (size_t)got) != got) return fail("write stdin");
  return got == 0 || fail_with("read stdin", EPIPE);
}

static bool take_body(struct lane *lane, uint32_t bytes, int *fd) {
  if (bytes == 0) return true;
  // The pages are the zygote's until the program ends; they must fit whatever the last program's limit was.
  if (bytes > (1 << 20) && !cgroup_lift_limit(&lane->cgroup)) return false;
  int file = memory_file_create();
  bool ready = file >= 0 && fill(lane, file) && memory_file_seal(file);
  if (ready) *fd = file;
  else if (file >= 0) close(file);
  return ready;
}

static bool take_brought(struct lane *lane, int *fd) {
  struct call call;
  if (!switchboard_await(lane->board, lane->wire.in, lane->command.token, 1, &call)) return false;
  *fd = call.ends[0];
  return true;
}

bool stdin_take(struct lane *lane, uint32_t bytes, int *fd) {
  *fd = -1;
  return lane->command.stdin_is_brought ? take_brought(lane, fd) : take_body(lane, bytes, fd);
}
