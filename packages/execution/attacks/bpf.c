// tries: load programs into the kernel
// layer: seccomp
// expect: exited 0
// prints: 2 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char attributes[64] = {2, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1};
  TRY("bpf map", syscall(SYS_bpf, 0, attributes, sizeof attributes));
  TRY("bpf program", syscall(SYS_bpf, 5, attributes, sizeof attributes));
}
