// tries: get more memory than its limit, because another program's leavings stand charged to its lane
// layer: cgroup memory
// after: residue-leave-names
// limits: memory=24
// expect: limit memory
// prints: any of \d+ MiB

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  for (int held = 1; held <= 40; held++) {
    char *memory = malloc(1 << 20);
    if (!memory) abort();
    memset(memory, 1, 1 << 20);
    if (held < 24) continue;
    printf(held <= 32 ? "%d MiB\n" : "ESCAPED with %d MiB\n", held);
    fflush(stdout);
    // For a limit that is watched by polling.
    usleep(5000);
  }
}
