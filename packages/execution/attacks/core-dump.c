// tries: have a core file written, or a program of the host started by its core pattern
// layer: resource limits
// expect: signaled SIGABRT
// prints: core limit 0

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

int main(void) {
  struct rlimit core = {1, 1};
  getrlimit(RLIMIT_CORE, &core);
  printf("core limit %ld\n", (long)core.rlim_max);
  fflush(stdout);
  abort();
}
