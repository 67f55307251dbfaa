// leaves: a control group in which programs were killed for memory
// limits: memory=24
// expect: limit memory
// weaker: limit memory | exited 3

#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

int main(void) {
  for (int i = 0; i < 128; i++) {
    char *memory = malloc(1 << 20);
    if (!memory) return 3;
    memset(memory, 1, 1 << 20);
    if (((volatile char *)memory)[i] == 0) return 4;
  }
}
