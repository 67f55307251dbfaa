// tries: start more processes than allowed
// layer: cgroup pids
// quick
// fork: yes
// limits: processes=10
// expect: exited 0
// prints: BLOCKED after [3-9] children: Resource temporarily unavailable

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int children = 0;
  pid_t pid;
  while (children < 40 && (pid = fork()) > 0) children++;
  if (children < 40 && pid == 0) {
    pause();
    _exit(0);
  }
  if (children == 40) puts("ESCAPED 40 children");
  else printf("BLOCKED after %d children: %s\n", children, strerror(errno));
}
