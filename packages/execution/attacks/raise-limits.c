// tries: raise its own limits
// layer: resource limits
// expect: exited 0
// prints: 7 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};

static int raise(int resource) {
  return setrlimit(resource, &all);
}

int main(void) {
  TRY("processes", raise(RLIMIT_NPROC));
  TRY("files", raise(RLIMIT_NOFILE));
  TRY("file size", raise(RLIMIT_FSIZE));
  TRY("core", raise(RLIMIT_CORE));
  TRY("locked memory", raise(RLIMIT_MEMLOCK));
  TRY("queues", raise(RLIMIT_MSGQUEUE));
  TRY("limit of process 1", prlimit(1, RLIMIT_NPROC, &all, NULL));
}
