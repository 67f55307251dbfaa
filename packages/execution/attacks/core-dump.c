// tries: have a core file written, or a program of the host started by its core pattern
// layer: resource limits
// expect: signaled SIGABRT
// prints: BLOCKED setrlimit: Operation not permitted
// prints: BLOCKED prlimit: Operation not permitted
// prints: core limit 1 1

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

// A core pattern that is a pipe is served at every limit but 1.
int main(void) {
  static const struct rlimit none;
  char line[256], soft[32], hard[32];
  TRY("setrlimit", syscall(SYS_setrlimit, RLIMIT_CORE, &none));
  TRY("prlimit", prlimit(0, RLIMIT_CORE, &none, NULL));
  FILE *limits = fopen("/proc/self/limits", "r");
  while (limits && fgets(line, sizeof line, limits))
    if (sscanf(line, "Max core file size %31s %31s", soft, hard) == 2) printf("core limit %s %s\n", soft, hard);
  fflush(stdout);
  abort();
}
