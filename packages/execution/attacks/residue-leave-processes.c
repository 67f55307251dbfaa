// leaves: processes in sessions of their own, some stopped, some busy
// fork: yes
// expect: exited 0
// prints: left 6

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  int left = 0;
  for (int i = 0; i < 6; i++) {
    pid_t pid = fork();
    if (pid > 0) left++;
    if (pid != 0) continue;
    setsid();
    signal(SIGTERM, SIG_IGN);
    if (i % 3 == 0) kill(getpid(), SIGSTOP);
    if (i % 3 == 1) while (1) continue;
    while (1) pause();
  }
  printf("left %d\n", left);
}
