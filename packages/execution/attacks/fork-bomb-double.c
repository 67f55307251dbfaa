// tries: lose the children of a fork bomb by letting their parents end
// layer: cgroup pids
// fork: yes
// limits: processes=10
// expect: exited 0
// prints: BLOCKED after [3-9] orphans: Resource temporarily unavailable

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

// A child that starts a sleeping grandchild and ends; its exit code says whether that was possible.
static int orphan(void) {
  pid_t pid = fork();
  if (pid == 0) {
    pid_t grandchild = fork();
    if (grandchild == 0) {
      setsid();
      pause();
    }
    _exit(grandchild < 0);
  }
  int status = 1;
  if (pid > 0) waitpid(pid, &status, 0);
  return status == 0;
}

int main(void) {
  int orphans = 0;
  while (orphans < 40 && orphan()) orphans++;
  if (orphans == 40) puts("ESCAPED 40 orphans");
  else printf("BLOCKED after %d orphans: %s\n", orphans, strerror(EAGAIN));
}
