// tries: change how the kernel sees it
// layer: seccomp
// expect: exited 0
// prints: 8 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("no dump", prctl(PR_SET_DUMPABLE, 0));
  TRY("ptracer", prctl(0x59616d61, -1, 0, 0, 0));
  TRY("subreaper", prctl(PR_SET_CHILD_SUBREAPER, 1));
  TRY("memory map", prctl(PR_SET_MM, 1, 0, 0, 0));
  TRY("strict seccomp", prctl(PR_SET_SECCOMP, 1));
  TRY("own filter", syscall(SYS_seccomp, 1, 8, 0));
  TRY("death signal", prctl(PR_SET_PDEATHSIG, 9));
  TRY("timer slack", prctl(PR_SET_TIMERSLACK, 1));
}
