// leaves: memory of the kernel's, charged to its lane: names that it looked up and that are not there
// limits: memory=200 cpu=8000 wall=30000
// expect: exited 0
// prints: left [1-9]\d*

#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES = 100000, LENGTH = 240 };

int main(void) {
  char path[512];
  int left = 0;
  memset(path, 'x', sizeof path);
  memcpy(path, "/usr/lib/", 9);
  for (int i = 0; i < NAMES; i++) {
    snprintf(path + LENGTH, sizeof path - LENGTH, "%d", i);
    left += access(path, F_OK) < 0;
  }
  printf("left %d\n", left);
}
