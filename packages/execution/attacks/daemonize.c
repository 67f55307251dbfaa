// tries: leave a busy daemon behind when it ends
// layer: pid namespace
// quick
// fork: yes
// expect: exited 0
// prints: left a daemon

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    for (int number = 1; number < 32; number++) signal(number, SIG_IGN);
    setsid();
    if (fork() == 0) while (1) continue;
    _exit(0);
  }
  waitpid(child, NULL, 0);
  puts("left a daemon");
}
