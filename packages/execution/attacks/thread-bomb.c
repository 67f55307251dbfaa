// tries: start more threads than allowed
// layer: cgroup pids
// limits: processes=10
// expect: exited 0
// prints: BLOCKED after [3-9] threads: Resource temporarily unavailable

#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static void *sleeper(void *nothing) {
  pause();
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_attr_t small;
  // So that it is the number which is refused, and not the memory for stacks.
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 << 10);
  int threads = 0, error = 0;
  while (threads < 40 && (error = pthread_create(&thread, &small, sleeper, NULL)) == 0) threads++;
  if (threads == 40) puts("ESCAPED 40 threads");
  else printf("BLOCKED after %d threads: %s\n", threads, strerror(error));
  fflush(stdout);
  _exit(0);
}
