// tries: watch others by performance counters
// layer: seccomp
// expect: exited 0
// prints: 2 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char attributes[128] = {1, 0, 0, 0, 112};
  TRY("perf_event_open", syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0));
  TRY("of process 1", syscall(SYS_perf_event_open, attributes, 1, -1, -1, 0));
}
