#include "identity.h"

#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "lane.h"

// A range that no distribution, service manager or directory service hands out.
enum { FIRST_ID = 0x70000000, SLOTS_PER_LAUNCHER = 192, LAUNCHERS = (1 << 27) / SLOTS_PER_LAUNCHER };

struct identity identity_of(pid_t launcher, unsigned slot) {
  if (geteuid() != 0) return (struct identity){.separate = false, .zygote = geteuid(), .coder = geteuid()};
  uid_t first = FIRST_ID + ((uid_t)(launcher % LAUNCHERS) * SLOTS_PER_LAUNCHER + slot % SLOTS_PER_LAUNCHER) * 2;
  return (struct identity){.separate = true, .zygote = first, .coder = first + 1};
}

static bool write_map(pid_t zygote, const char *file, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)zygote, file);
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return fail_about("open", file);
  bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text) || fail_about("write", file);
  close(fd);
  return written;
}

bool identity_map(const struct identity *identity, pid_t zygote) {
  char users[96], groups[96];
  if (identity->separate) {
    snprintf(users, sizeof users, "0 %u 1\n%d %u 1\n", identity->zygote, CODER_ID, identity->coder);
    snprintf(groups, sizeof groups, "%s", users);
  } else {
    snprintf(users, sizeof users, "%d %u 1\n", CODER_ID, identity->coder);
    snprintf(groups, sizeof groups, "%d %u 1\n", CODER_ID, getegid());
    // Without this an unprivileged process may not map groups.
    if (!write_map(zygote, "setgroups", "deny")) return false;
  }
  return write_map(zygote, "gid_map", groups) && write_map(zygote, "uid_map", users);
}

bool identity_assume(const struct identity *identity) {
  if (!identity->separate) return true;
  if (setgroups(0, NULL) < 0) return fail("setgroups");
  if (setresgid(0, 0, 0) < 0) return fail("setresgid");
  return setresuid(0, 0, 0) == 0 || fail("setresuid");
}
