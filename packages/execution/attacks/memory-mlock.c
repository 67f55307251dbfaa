// tries: lock memory, so that it cannot be taken back
// layer: resource limits
// expect: exited 0
// prints: BLOCKED mlock: (Cannot allocate memory|Operation not permitted)
// prints: BLOCKED mlockall: Function not implemented
// prints: BLOCKED memfd_create: Function not implemented
// prints: BLOCKED mmap of huge pages: .*

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  void *memory = malloc(1 << 20);
  TRY("mlock", mlock(memory, 1 << 20));
  TRY("mlockall", syscall(SYS_mlockall, 3));
  TRY("memfd_create", syscall(SYS_memfd_create, "attack", 0));
  TRY("mmap of huge pages", (long)mmap(NULL, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) == -1 ? -1 : 0);
}
