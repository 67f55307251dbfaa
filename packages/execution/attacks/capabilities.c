// tries: get capabilities
// layer: seccomp
// expect: exited 0
// prints: 9 of BLOCKED [^:]+: Operation not permitted
// prints: CapInh:0 CapPrm:0 CapEff:0 CapBnd:0 CapAmb:0 NoNewPrivs:1 Seccomp:2

#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  unsigned header[2] = {0x20080522, 0}, data[6] = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u};
  gid_t root = 0;
  TRY("capset", syscall(SYS_capset, header, data));
  TRY("ambient", prctl(47, 2, 0, 0, 0));
  TRY("securebits", prctl(PR_SET_SECUREBITS, 0));
  TRY("keep", prctl(PR_SET_KEEPCAPS, 1));
  TRY("setuid", setuid(0));
  TRY("setresuid", setresuid(0, 0, 0));
  TRY("setgid", setgid(0));
  TRY("setgroups", setgroups(1, &root));
  TRY("setfsuid", syscall(SYS_setfsuid, 0));
  char line[256], name[64];
  unsigned long long value;
  FILE *status = fopen("/proc/self/status", "r");
  const char *space = "";
  while (status && fgets(line, sizeof line, status)) {
    if (strncmp(line, "Cap", 3) != 0 && strncmp(line, "NoNewPrivs", 10) != 0 && strncmp(line, "Seccomp:", 8) != 0) continue;
    if (sscanf(line, "%63s %llx", name, &value) == 2) printf("%s%s%llx", space, name, value);
    space = " ";
  }
  puts("");
}
