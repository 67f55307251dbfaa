// tries: call the kernel by its 32-bit door, whose numbers are others
// layer: seccomp
// machine: x64
// expect: signaled SIGSYS | signaled SIGSEGV
// prints: calling

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  long result = 0;
  puts("calling");
  fflush(stdout);
  // 102 is socketcall there; 20 is getpid.
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
  printf("ESCAPED %ld\n", result);
}
