// tries: fork for ever, in every child too
// layer: cgroup pids
// fork: yes
// limits: processes=10 cpu=300 wall=6000
// expect: limit cpu | limit wall

#define _GNU_SOURCE
#include <unistd.h>

int main(void) {
  while (1) fork();
}
