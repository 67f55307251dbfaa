// tries: kill the launcher and everything else that it can name
// layer: pid namespace
// quick
// expect: exited 0
// prints: BLOCKED kill -1: No such process
// prints: only 1 and itself

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int others = 0;
  setvbuf(stdout, NULL, _IONBF, 0);
  TRY("kill -1", kill(-1, SIGKILL));
  for (int pid = 2; pid < 70000; pid++)
    if (pid != getpid() && (kill(pid, SIGKILL) == 0 || errno == EPERM)) others++;
  if (others > 0) printf("ESCAPED saw %d others\n", others);
  else puts("only 1 and itself");
}
