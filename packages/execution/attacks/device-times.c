// tries: leave times on the devices, which are the host's
// layer: mount namespace
// profile: compile
// expect: exited 0
// prints: 5 of BLOCKED .*: (Read-only file system|Operation not permitted|Permission denied)

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *const DEVICES[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};

int main(void) {
  for (unsigned i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
    if (utimensat(AT_FDCWD, DEVICES[i], NULL, 0) < 0) printf("BLOCKED %s: %s\n", DEVICES[i], strerror(errno));
    else printf("ESCAPED %s\n", DEVICES[i]);
  }
}
