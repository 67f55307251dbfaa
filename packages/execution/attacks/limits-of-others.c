// tries: lower the limits and the priority of the launcher and of everybody else
// layer: seccomp
// quick
// expect: exited 0
// prints: 9 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static const struct rlimit none = {0, 0};

int main(void) {
  struct sched_param zero = {0};
  struct rlimit found;
  setvbuf(stdout, NULL, _IONBF, 0);
  TRY("look at process 1", prlimit(1, RLIMIT_NOFILE, NULL, &found));
  TRY("files of process 1", prlimit(1, RLIMIT_NOFILE, &none, NULL));
  TRY("file size of process 1", prlimit(1, RLIMIT_FSIZE, &none, NULL));
  TRY("CPU time of process 1", prlimit(1, RLIMIT_CPU, &none, NULL));
  TRY("files of its parent", prlimit(getppid(), RLIMIT_NOFILE, &none, NULL));
  TRY("scheduling of process 1", sched_setscheduler(1, SCHED_IDLE, &zero));
  TRY("priority of process 1", setpriority(PRIO_PROCESS, 1, 19));
  TRY("priority of its user", setpriority(PRIO_USER, getuid(), 19));
  TRY("priority of its group", setpriority(PRIO_PGRP, 0, 19));
}
