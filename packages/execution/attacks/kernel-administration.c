// tries: administer the machine
// layer: seccomp
// expect: exited 0
// prints: 10 of BLOCKED [^:]+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("init_module", syscall(SYS_init_module, "", 0, ""));
  TRY("finit_module", syscall(SYS_finit_module, 0, "", 0));
  TRY("delete_module", syscall(SYS_delete_module, "attack", 0));
  TRY("kexec_load", syscall(SYS_kexec_load, 0, 0, 0, 0));
  TRY("swapon", syscall(SYS_swapon, "/tmp/x", 0));
  TRY("acct", syscall(SYS_acct, 0));
  TRY("quotactl", syscall(SYS_quotactl, 0, 0, 0, 0));
  TRY("sethostname", syscall(SYS_sethostname, "x", 1));
  TRY("syslog", syscall(SYS_syslog, 3, 0, 0));
  TRY("reboot with a wrong key", syscall(SYS_reboot, 0, 0, 0, 0));
}
