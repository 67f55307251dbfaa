// tries: change the clock of the machine
// layer: seccomp
// expect: exited 0
// prints: 4 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  long time[64] = {1000000000};
  TRY("settimeofday", syscall(SYS_settimeofday, time, 0));
  TRY("clock_settime", syscall(SYS_clock_settime, 0, time));
  TRY("clock_adjtime", syscall(SYS_clock_adjtime, 0, time));
  TRY("adjtimex", syscall(SYS_adjtimex, time));
}
