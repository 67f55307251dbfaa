#include "constants.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fault.h"

static bool limit(int resource, rlim_t value) {
  struct rlimit limits = {value, value};
  return setrlimit(resource, &limits) == 0;
}

// A piped core_pattern starts a program outside, as root and whatever the limit is, unless that is 1, which is too little
// for any core file as well. Programs cannot change it. Who was started with less cannot have 1.
static bool forbid_cores(void) { return limit(RLIMIT_CORE, 1) || limit(RLIMIT_CORE, 0); }

// To its full size, while it is nobody else's: growing one that a program shares waits for all processors.
static bool grow_descriptor_table(void) {
  if (dup3(STDIN_FILENO, EXEC_DESCRIPTOR, O_CLOEXEC) < 0) return fail("grow descriptor table");
  return close(EXEC_DESCRIPTOR) == 0 || fail("close descriptor");
}

bool constants_take_limits(void) {
  if (!forbid_cores()) return fail("limit core");
  if (!limit(RLIMIT_MEMLOCK, 0)) return fail("limit locked memory");
  if (!limit(RLIMIT_MSGQUEUE, 0)) return fail("limit message queues");
  if (!limit(RLIMIT_NICE, 0)) return fail("limit nice");
  if (!limit(RLIMIT_RTPRIO, 0)) return fail("limit real-time priority");
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) < 0) return fail("read file limit");
  if (files.rlim_cur <= EXEC_DESCRIPTOR) files.rlim_cur = EXEC_DESCRIPTOR + 1;
  if (setrlimit(RLIMIT_NOFILE, &files) < 0) return fail("raise file limit");
  return grow_descriptor_table();
}

bool constants_reset_signals(void) {
  const struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number <= SIGRTMAX; number++) {
    // The C library keeps some for itself and answers EINVAL; nobody can have them ignored either.
    bool fixed = number == SIGKILL || number == SIGSTOP || (number > SIGSYS && number < SIGRTMIN);
    if (!fixed && sigaction(number, &standard, NULL) < 0) return fail("reset signal");
  }
  sigset_t none;
  sigemptyset(&none);
  return sigprocmask(SIG_SETMASK, &none, NULL) == 0 || fail("unblock signals");
}

bool constants_drop_privileges(void) {
  for (int capability = 0; capability <= CAP_LAST_CAP; capability++)
    if (prctl(PR_CAPBSET_READ, capability) == 1 && prctl(PR_CAPBSET_DROP, capability) < 0) return fail("drop bounding set");
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0) return fail("clear ambient capabilities");
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 || fail("set no_new_privs");
}

bool constants_occupy_descriptors(struct lane *lane) {
  int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail("open /dev/null");
  // Out of the way of the numbers that programs get.
  lane->null = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  if (lane->null < 0) return fail("move /dev/null");
  for (int i = 0; i < 3; i++)
    if (lane->null != i && dup3(lane->null, i, O_CLOEXEC) < 0) return fail("occupy descriptor");
  return true;
}

bool constants_compile_filters(struct lane *lane) {
  for (int profile = 0; profile < PROFILE_COUNT; profile++)
    if (!filter_compile((enum profile)profile, nursery_is_used(lane), &lane->filters[profile])) return false;
  return true;
}
