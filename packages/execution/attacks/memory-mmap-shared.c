// tries: fill memory by shared mappings, which are files of no name
// layer: cgroup memory
// limits: memory=32
// expect: limit memory
// weaker: limit memory | exited 3

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  for (int megabyte = 0; megabyte < 256; megabyte++) {
    char *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == NULL || memory == (void *)-1) return 3;
    memset(memory, 1 + megabyte, 1 << 20);
    // Looked at, so that no compiler leaves it out.
    if (((volatile char *)memory)[megabyte] == 0) return 4;
  }
  puts("ESCAPED with 256 MiB");
}
