// tries: be blamed for another program's out-of-memory kill
// layer: cgroup memory
// after: residue-leave-oom
// limits: memory=24
// expect: exited 3
// prints: own ending

#define _GNU_SOURCE
#include <stdio.h>

int main(void) {
  puts("own ending");
  return 3;
}
