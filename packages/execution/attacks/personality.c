// tries: switch off address randomisation, or become another kind of system
// layer: seccomp
// expect: exited 0
// prints: 3 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/personality.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("ADDR_NO_RANDOMIZE", personality(0x0040000));
  TRY("READ_IMPLIES_EXEC", personality(0x0400000));
  TRY("UNAME26", personality(0x0020000));
}
