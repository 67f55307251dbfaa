// tries: signal to other lanes by locks and watches on files that all can see
// layer: seccomp
// expect: exited 0
// prints: BLOCKED flock: No locks available
// prints: 5 of BLOCKED [^:]+: Permission denied
// prints: 2 of BLOCKED [^:]+: Function not implemented
// prints: 2 of BLOCKED [^:]+: Operation not supported

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int fd = open("/usr/bin/env", O_RDONLY);
  struct flock lock = {.l_type = F_RDLCK};
  TRY("flock", flock(fd, LOCK_SH));
  TRY("F_SETLK", fcntl(fd, F_SETLK, &lock));
  TRY("F_OFD_SETLK", fcntl(fd, 37, &lock));
  TRY("F_SETLEASE", fcntl(fd, F_SETLEASE, F_RDLCK));
  TRY("F_NOTIFY", fcntl(fd, F_NOTIFY, 1));
  TRY("F_GETLK", fcntl(fd, F_GETLK, &lock));
  TRY("inotify", syscall(SYS_inotify_init1, 0));
  TRY("fanotify", syscall(SYS_fanotify_init, 0, 0));
  TRY("getxattr", syscall(SYS_getxattr, "/usr", "user.x", 0, 0));
  TRY("setxattr", syscall(SYS_setxattr, "/tmp", "user.x", "", 0, 0));
}
