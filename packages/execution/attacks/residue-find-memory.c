// tries: be measured with another program's memory and CPU time
// layer: cgroup memory
// after: residue-leave-memory
// limits: memory=16
// expect: exited 0
// prints: small
// peak: 8
// cpu: 0-100

#define _GNU_SOURCE
#include <stdio.h>

int main(void) {
  puts("small");
}
