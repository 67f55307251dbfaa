// tries: make a socket of every family and type
// layer: seccomp
// quick
// expect: exited 0
// prints: BLOCKED 141 of 141

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  static const int TYPES[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW};
  int blocked = 0;
  for (int family = 0; family < 47; family++)
    for (int type = 0; type < 3; type++) {
      int fd = socket(family, TYPES[type], 0);
      if (fd < 0 && errno == EPERM) blocked++;
      else printf("ESCAPED family %d type %d: %s\n", family, TYPES[type], fd < 0 ? strerror(errno) : "open");
    }
  printf("BLOCKED %d of 141\n", blocked);
}
