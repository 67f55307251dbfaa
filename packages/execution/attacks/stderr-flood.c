// tries: flood stderr
// layer: launcher
// expect: exited 0
// prints: done
// truncated: stderr

#define _GNU_SOURCE
#include <stdio.h>
#include <unistd.h>

int main(void) {
  static char line[4096];
  for (int i = 0; i < 4096; i++)
    if (write(2, line, sizeof line) < 0) return 3;
  puts("done");
}
