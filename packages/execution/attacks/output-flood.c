// tries: flood stdout
// layer: launcher
// quick
// limits: out=0.0625
// expect: limit output
// truncated: stdout

#define _GNU_SOURCE
#include <unistd.h>

int main(void) {
  static char line[4096];
  for (int i = 0; i < 65536; i++)
    if (write(1, line, sizeof line) < 0) return 3;
  return 0;
}
