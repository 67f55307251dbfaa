// tries: spread a spin over short-lived children that nobody waits for
// layer: cgroup cpu
// fork: yes
// limits: cpu=300 wall=20000
// expect: limit cpu
// weaker: limit wall
// cpu: 300-1200

#define _GNU_SOURCE
#include <signal.h>
#include <time.h>
#include <unistd.h>

static void burn(void) {
  while (clock() < CLOCKS_PER_SEC / 50) continue;
}

int main(void) {
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 1000; i++) {
    pid_t pid = fork();
    if (pid == 0) burn(), _exit(0);
    usleep(20000);
  }
}
