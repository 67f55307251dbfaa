#include "leftovers.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"

bool leftovers_kill(void) {
  // kill(-1) means everything that this user may kill: only pid 1 of a container owns all of that.
  if (getpid() != 1) return fail_with("kill leftovers outside of a container", EPERM);
  return kill(-1, SIGKILL) == 0 || errno == ESRCH || fail_for_good("kill leftovers");
}

static void add(struct timeval *total, const struct timeval *part) { timeradd(total, part, total); }

bool leftovers_reap(pid_t pid, struct launch *launch) {
  memset(&launch->usage, 0, sizeof launch->usage);
  if (!leftovers_kill()) return false;
  while (true) {
    struct rusage usage;
    int status;
    pid_t ended = wait4(-1, &status, __WALL, &usage);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0 && errno == ECHILD) return true;
    if (ended < 0) return fail_for_good("reap leftovers");
    add(&launch->usage.ru_utime, &usage.ru_utime);
    add(&launch->usage.ru_stime, &usage.ru_stime);
    if (usage.ru_maxrss > launch->usage.ru_maxrss) launch->usage.ru_maxrss = usage.ru_maxrss;
    if (ended != pid) continue;
    launch->status = status;
    launch->ended = launch->failed_step == NULL;
  }
}
