// tries: change the tree of mounts
// layer: seccomp
// expect: exited 0
// prints: 10 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  unsigned long attributes[4] = {0};
  TRY("mount tmpfs", mount("none", "/tmp", "tmpfs", 0, ""));
  TRY("remount", mount("none", "/", 0, MS_REMOUNT | MS_BIND, 0));
  TRY("mount proc", mount("proc", "/tmp", "proc", 0, 0));
  TRY("umount", umount2("/proc", MNT_DETACH));
  TRY("umount box", umount2("/box", MNT_DETACH));
  TRY("pivot_root", syscall(SYS_pivot_root, ".", "."));
  TRY("open_tree", syscall(428, -100, "/", 1));
  TRY("move_mount", syscall(429, 3, "", -100, "/tmp", 4));
  TRY("fsopen", syscall(430, "tmpfs", 0));
  TRY("mount_setattr", syscall(442, -100, "/", 0, &attributes, sizeof attributes));
}
