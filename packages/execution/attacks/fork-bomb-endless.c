// tries: fork for ever, in every child too
// layer: cgroup pids
// fork: yes
// limits: processes=10 cpu=300 wall=6000
// expect: limit cpu | limit wall | limit memory

// The kernel gives the memory of a refused fork back a while later, and until then it is the program's: where the machine is
// busy, that is the first limit that it runs into.

#define _GNU_SOURCE
#include <unistd.h>

int main(void) {
  while (1) fork();
}
