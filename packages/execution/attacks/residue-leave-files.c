// leaves: files, directories, links and times wherever it can
// expect: exited 0
// prints: left [1-9]\d*

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static const char *const PLACES[] = {"/tmp", "/scratch", "/scratch/run", "/box", "/", "/dev", "/dev/shm", "/var/tmp", "/proc/self", "/usr", "/etc"};

int main(void) {
  int left = 0;
  for (unsigned i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
    struct timeval times[2] = {{123456789, 0}, {123456789, 0}};
    char path[64];
    snprintf(path, sizeof path, "%s/attack-residue", PLACES[i]);
    if (open(path, O_WRONLY | O_CREAT, 0666) >= 0) left++;
    snprintf(path, sizeof path, "%s/attack-residue-directory", PLACES[i]);
    if (mkdir(path, 0) == 0) left++;
    snprintf(path, sizeof path, "%s/attack-residue-link", PLACES[i]);
    if (symlink("/etc/passwd", path) == 0) left++;
    utimes(PLACES[i], times);
  }
  printf("left %d\n", left);
}
