// tries: stop or kill its parent, which waits for it
// layer: pid namespace
// expect: exited 0
// prints: parent is 1
// prints: alive

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

// The parent is the first process of the namespace: what it cannot be forbidden to be sent, it does not get.
int main(void) {
  printf("parent is %d\n", getppid());
  kill(getppid(), SIGSTOP);
  kill(getppid(), SIGTERM);
  kill(getppid(), SIGKILL);
  usleep(50000);
  puts(getppid() == 1 ? "alive" : "ESCAPED parent gone");
}
