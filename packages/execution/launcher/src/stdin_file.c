#include "stdin_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fault.h"

static bool fill(struct lane *lane, int fd) {
  unsigned char buffer[64 << 10];
  ssize_t got;
  while ((got = wire_body(&lane->wire, buffer, sizeof buffer)) > 0)
    if (write(fd, buffer, (size_t)got) != got) return fail("write stdin");
  return got == 0 || fail_with("read stdin", EPIPE);
}

bool stdin_take(struct lane *lane, uint32_t bytes, int *fd) {
  *fd = -1;
  if (bytes == 0) return true;
  // The pages are the zygote's until the program ends; they must fit whatever the last program's limit was.
  if (bytes > (1 << 20) && !cgroup_lift_limit(&lane->cgroup)) return false;
  int file = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return fail("create stdin");
  bool ready = fill(lane, file);
  if (ready && fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) < 0) ready = fail("seal stdin");
  if (ready && lseek(file, 0, SEEK_SET) < 0) ready = fail("rewind stdin");
  if (ready) *fd = file;
  else close(file);
  return ready;
}
