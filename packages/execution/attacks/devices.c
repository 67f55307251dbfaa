// tries: open the machine's devices, and make nodes for them
// layer: root file system
// quick
// expect: exited 0
// prints: 19 of BLOCKED /dev/\S+: No such (file or directory|device or address)
// prints: BLOCKED mknod: Operation not permitted
// prints: BLOCKED mknodat: Operation not permitted
// prints: BLOCKED write to /dev: Read-only file system

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

static const char *const DEVICES[] = {"mem", "kmem", "port", "sda", "vda", "nvme0n1", "loop0", "loop-control", "kvm", "fuse", "net/tun", "ptmx", "tty", "console",
                                      "kmsg", "mapper/control", "hwrng", "shm", "mqueue"};

int main(void) {
  for (unsigned i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
    char path[64];
    snprintf(path, sizeof path, "/dev/%s", DEVICES[i]);
    TRY(path, open(path, O_RDONLY | O_NONBLOCK));
  }
  TRY("mknod", syscall(SYS_mknod, "/tmp/disk", S_IFBLK | 0666, makedev(254, 0)));
  TRY("mknodat", syscall(SYS_mknodat, AT_FDCWD, "/tmp/memory", S_IFCHR | 0666, makedev(1, 1)));
  TRY("write to /dev", open("/dev/attack", O_WRONLY | O_CREAT, 0666));
}
