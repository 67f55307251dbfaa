// tries: confuse the launcher by closing and exchanging its pipes
// layer: launcher
// limits: wall=2000
// expect: exited 7

#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  dup2(1, 0);
  dup2(2, 1);
  for (int fd = 0; fd < 256; fd++) close(fd);
  // Numbers 0, 1 and 2 are now something else.
  for (int fd = 0; fd < 3; fd++) open("/dev/full", O_RDWR);
  write(1, "x", 1);
  usleep(100000);
  _exit(7);
}
