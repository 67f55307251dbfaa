// tries: read and write the kernel's log
// layer: root file system
// expect: exited 0
// prints: 4 of BLOCKED /\S+: (No such file or directory|Permission denied)
// prints: BLOCKED syslog: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char buffer[64];
  TRY("/dev/kmsg", open("/dev/kmsg", O_RDONLY));
  TRY("/proc/kmsg", open("/proc/kmsg", O_RDONLY | O_NONBLOCK));
  TRY("/sys/kernel/debug", open("/sys/kernel/debug", O_RDONLY));
  TRY("/var/log", open("/var/log", O_RDONLY));
  TRY("syslog", syscall(SYS_syslog, 3, buffer, sizeof buffer));
}
