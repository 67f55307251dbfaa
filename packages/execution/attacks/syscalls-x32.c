// tries: call the kernel by the numbers of the x32 interface
// layer: seccomp
// machine: x64
// expect: signaled SIGSYS
// prints: calling

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
  puts("calling");
  fflush(stdout);
  printf("ESCAPED %ld\n", syscall(0x40000000 + 41, 2, 1, 0));
}
