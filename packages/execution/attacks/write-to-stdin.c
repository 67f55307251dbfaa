// tries: write into its own input, and make the output non-blocking for the launcher
// layer: launcher
// stdin: the test
// expect: exited 0
// prints: BLOCKED write to stdin: (Bad file descriptor|Operation not permitted)
// prints: BLOCKED O_ASYNC: (Permission denied|Inappropriate ioctl for device|Operation not permitted)
// prints: still heard

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("write to stdin", write(0, "x", 1));
  TRY("O_ASYNC", fcntl(1, F_SETOWN, 1));
  fcntl(1, F_SETFL, O_NONBLOCK);
  puts("still heard");
}
