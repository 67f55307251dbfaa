// tries: get out of the root directory
// layer: seccomp
// expect: exited 0
// prints: BLOCKED chroot: Operation not permitted
// prints: BLOCKED pivot_root: Operation not permitted
// prints: BLOCKED name_to_handle_at: (Function not implemented|Operation not permitted)
// prints: BLOCKED open_by_handle_at: Operation not permitted
// prints: at the same root

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int handle[40] = {128, 1};
  struct stat root, above;
  TRY("chroot", chroot("/tmp"));
  TRY("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
  TRY("name_to_handle_at", syscall(SYS_name_to_handle_at, -100, "/", handle, handle, 0));
  TRY("open_by_handle_at", syscall(SYS_open_by_handle_at, -100, handle, 0));
  stat("/", &root);
  for (int i = 0; i < 100; i++)
    if (chdir("..") < 0) puts("ESCAPED chdir failed");
  stat(".", &above);
  puts(root.st_ino == above.st_ino && root.st_dev == above.st_dev && access("/host", F_OK) < 0 && access("/root", F_OK) < 0 ? "at the same root" : "ESCAPED above the root");
}
