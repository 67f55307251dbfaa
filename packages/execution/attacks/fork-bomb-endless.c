// tries: fork for ever, in every child too
// layer: cgroup pids
// fork: yes
// limits: processes=10 cpu=300 wall=6000 memory=256
// expect: limit cpu | limit wall

// Until the kernel gives the memory of a refused fork back it is the program's, so this has what a problem usually allows: it is
// the time that must end it.

#define _GNU_SOURCE
#include <unistd.h>

int main(void) {
  while (1) fork();
}
