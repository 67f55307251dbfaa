// tries: read what another program wrote into the numbers and times of the scratch file system
// layer: mount namespace
// after: residue-leave-numbers
// expect: exited 0
// prints: nothing
// docker-prints: nothing|numbers go on at \d+
// docker-because: the tests of one submission share a container, in which nothing can be mounted anew; the next one gets another

#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

int main(void) {
  struct stat before, after, own;
  int found = 0;
  if (stat("/tmp/", &own) == 0 && own.st_ino > 400) found = printf("numbers go on at %lu\n", (unsigned long)own.st_ino);
  stat("/scratch", &before);
  DIR *directory = opendir("/scratch");
  while (directory && readdir(directory)) continue;
  stat("/scratch", &after);
  if (before.st_atim.tv_sec != after.st_atim.tv_sec || before.st_atim.tv_nsec != after.st_atim.tv_nsec) found = puts("ESCAPED time of looking");
  if (!found) puts("nothing");
}
