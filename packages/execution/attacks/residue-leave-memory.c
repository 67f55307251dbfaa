// leaves: high marks of memory and CPU time, and pages in the scratch file system
// limits: memory=200 scratch=64
// expect: exited 0
// prints: left \d+

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  size_t size = 100 << 20;
  char *memory = malloc(size);
  memset(memory, 1, size);
  int fd = open("/tmp/pages", O_RDWR | O_CREAT, 0600);
  long written = write(fd, memory, 32 << 20);
  while (clock() < CLOCKS_PER_SEC / 5) continue;
  printf("left %ld\n", written + ((volatile char *)memory)[size / 2] - 1);
}
