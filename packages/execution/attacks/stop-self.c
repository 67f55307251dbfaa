// tries: stop itself, so that it never ends
// layer: launcher
// limits: wall=300
// expect: limit wall

#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

int main(void) {
  while (1) kill(getpid(), SIGSTOP);
}
