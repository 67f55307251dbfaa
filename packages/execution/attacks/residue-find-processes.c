// tries: find another program's processes, and be charged for them
// layer: pid namespace
// after: residue-leave-processes
// fork: yes
// limits: processes=10
// expect: exited 0
// prints: pid 2, no others, [7-9] children
// docker-prints: pid \d+, no others, [7-9] children
// docker-because: one pid namespace serves a whole submission, so its numbers go on
// cpu: 0-150

#define _GNU_SOURCE
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  DIR *processes = opendir("/proc");
  struct dirent *entry;
  int others = 0, children = 0;
  pid_t pid, self = getpid();
  while (processes && (entry = readdir(processes))) {
    int number = atoi(entry->d_name);
    if (number > 0 && number != 1 && kill(number, 0) == 0 && number != self) others++;
  }
  while (children < 20 && (pid = fork()) > 0) children++;
  if (children < 20 && pid == 0) {
    pause();
    _exit(0);
  }
  if (others) printf("ESCAPED to %d others\n", others);
  else printf("pid %d, no others, %d children\n", self, children);
}
