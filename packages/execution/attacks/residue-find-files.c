// tries: find what another program left in the file system
// layer: mount namespace
// after: residue-leave-files
// expect: exited 0
// prints: nothing

#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const PLACES[] = {"/tmp", "/scratch", "/scratch/run", "/box", "/", "/dev", "/dev/shm", "/var/tmp", "/proc/self", "/usr", "/etc"};
static const char *const NAMES[] = {"attack-residue", "attack-residue-directory", "attack-residue-link"};

int main(void) {
  int found = 0;
  struct stat info;
  for (unsigned i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
    if (stat(PLACES[i], &info) == 0 && info.st_mtime == 123456789) printf("ESCAPED time of %s\n", PLACES[i]), found++;
    for (unsigned name = 0; name < 3; name++) {
      char path[96];
      snprintf(path, sizeof path, "%s/%s", PLACES[i], NAMES[name]);
      if (lstat(path, &info) == 0) printf("ESCAPED %s\n", path), found++;
    }
  }
  if (!found) puts("nothing");
}
