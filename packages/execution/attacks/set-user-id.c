// tries: make and use programs that change the user
// layer: seccomp
// expect: exited 0
// prints: 5 of BLOCKED [^:]+: Operation not permitted
// prints: 6 of nosuid /\S*
// docker-prints: 5 of BLOCKED [^:]+: Operation not permitted
// docker-prints: suid /
// docker-prints: suid /usr
// docker-prints: 3 of nosuid /(box|tmp|proc)
// docker-prints: suid /etc
// docker-because: engines mount images without nosuid; ours holds no such program, and no_new_privs makes one useless

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int fd = open("/tmp/tool", O_RDWR | O_CREAT, 0755);
  TRY("chmod", chmod("/tmp/tool", 04755));
  TRY("fchmod", fchmod(fd, 04755));
  TRY("fchmodat", fchmodat(AT_FDCWD, "/tmp/tool", 02755, 0));
  TRY("chown", syscall(SYS_chown, "/tmp/tool", 0, 0));
  TRY("fchownat", fchownat(AT_FDCWD, "/tmp/tool", 0, 0, 0));
  static const char *const PLACES[] = {"/", "/usr", "/box", "/tmp", "/proc", "/etc"};
  for (int i = 0; i < 6; i++) {
    struct statvfs info;
    bool safe = statvfs(PLACES[i], &info) == 0 && (info.f_flag & ST_NOSUID);
    printf("%s %s\n", safe ? "nosuid" : "suid", PLACES[i]);
  }
}
