// tries: put another program behind the descriptor that the launcher executes
// layer: seccomp
// expect: exited 0
// prints: BLOCKED raise file limit: Operation not permitted
// prints: BLOCKED dup3 to 1000: Bad file descriptor
// prints: BLOCKED execveat 1000: Bad file descriptor
// prints: BLOCKED execveat 3: Permission denied

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char *arguments[] = {"true", NULL};
  struct rlimit files = {2000, 2000};
  int fd = open("/bin/true", O_PATH);
  setvbuf(stdout, NULL, _IONBF, 0);
  TRY("raise file limit", setrlimit(RLIMIT_NOFILE, &files));
  TRY("dup3 to 1000", dup3(fd, 1000, 0));
  TRY("execveat 1000", syscall(SYS_execveat, 1000, "", arguments, NULL, AT_EMPTY_PATH));
  TRY("execveat 3", syscall(SYS_execveat, fd, "", arguments, NULL, AT_EMPTY_PATH));
}
