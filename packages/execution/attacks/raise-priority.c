// tries: get more of the processor than its neighbours
// layer: seccomp
// expect: exited 0
// prints: 3 of BLOCKED [^:]+: Operation not permitted
// prints: BLOCKED ioprio_set: Function not implemented
// prints: BLOCKED nice: (Operation not permitted|Permission denied)

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  struct sched_param one = {1};
  char attributes[48] = {48, 0, 0, 0, 6};
  cpu_set_t all;
  memset(&all, 0xff, sizeof all);
  TRY("real time", sched_setscheduler(0, SCHED_FIFO, &one));
  TRY("deadline", syscall(SYS_sched_setattr, 0, attributes, 0));
  TRY("affinity", sched_setaffinity(0, sizeof all, &all));
  TRY("ioprio_set", syscall(SYS_ioprio_set, 1, 0, 0x2000));
  TRY("nice", setpriority(PRIO_PROCESS, 0, -10));
}
