// tries: flood stdout from many processes at once
// layer: launcher
// fork: yes
// limits: out=0.0625
// expect: limit output
// truncated: stdout

#define _GNU_SOURCE
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  static char line[4096];
  for (int child = 0; child < 4; child++) {
    if (fork() > 0) continue;
    for (int i = 0; i < 16384; i++)
      if (write(1, line, sizeof line) < 0) _exit(3);
    _exit(0);
  }
  while (wait(NULL) > 0) continue;
}
