// tries: spread memory over processes, each below the limit
// layer: cgroup memory
// fork: yes
// limits: memory=48 wall=8000
// expect: limit memory | exited 3
// weaker: limit memory | exited 3 | signaled SIGKILL

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  for (int child = 0; child < 8; child++) {
    pid_t pid = fork();
    if (pid > 0) continue;
    if (pid < 0) return 3;
    char *memory = mmap(NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) _exit(3);
    memset(memory, 1, 16 << 20);
    sleep(1);
    _exit(0);
  }
  int status, died = 0;
  while (wait(&status) > 0) died += status != 0;
  if (died) return 3;
  puts("ESCAPED with 128 MiB in children");
}
