// tries: fill memory by recursion
// layer: cgroup memory
// limits: memory=32
// expect: limit memory | signaled SIGSEGV

#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

static int deeper(int depth, const char *above) {
  volatile char frame[64 << 10];
  memset((char *)frame, depth, sizeof frame);
  if (depth == 4096) return above[0] + frame[1];
  return deeper(depth + 1, (const char *)frame) + frame[2];
}

int main(void) {
  printf("ESCAPED with 256 MiB: %d\n", deeper(0, ""));
}
