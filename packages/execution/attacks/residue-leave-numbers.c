// leaves: the number of files that it made, and the time at which it looked at a directory
// expect: exited 0
// prints: left 500

#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  int left = 0;
  for (int i = 0; i < 500; i++) {
    int fd = open("/tmp/counted", O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd >= 0 && close(fd) == 0 && unlink("/tmp/counted") == 0) left++;
  }
  DIR *directory = opendir("/scratch");
  while (directory && readdir(directory)) continue;
  printf("left %d\n", left);
}
