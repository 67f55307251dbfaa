// tries: type into a terminal or steer devices
// layer: seccomp
// expect: exited 0
// prints: 5 of BLOCKED [^:]+: Inappropriate ioctl for device

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  long flags = 0x10;
  TRY("TIOCSTI", ioctl(0, TIOCSTI, "x"));
  TRY("TIOCLINUX", ioctl(0, TIOCLINUX, "x"));
  TRY("TIOCSCTTY", ioctl(0, TIOCSCTTY, 1));
  TRY("FS_IOC_SETFLAGS", ioctl(1, 0x40086602, &flags));
  TRY("FICLONE", ioctl(1, 0x40049409, 0));
}
