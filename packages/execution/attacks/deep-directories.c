// tries: nest directories deeper than whoever cleans up can follow
// layer: launcher
// expect: exited 0
// prints: [1-9]\d{2,} deep

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  int depth = 0;
  while (depth < 20000 && mkdir("d", 0700) == 0 && chdir("d") == 0) depth++;
  printf("%d deep\n", depth);
}
