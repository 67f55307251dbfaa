// tries: become root by the machine's own set-user-id programs
// layer: no_new_privs
// fork: yes
// expect: exited 0
// prints: (\d+ programs, none made it root)

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int tried, became_root;

// A child that ends with the effective user it has after exec could only tell by the program itself, so the kernel's
// promise is asked for: with no_new_privs or a nosuid mount, exec keeps the user.
static int look(const char *path, const struct stat *info, int kind) {
  if (kind != FTW_F || !(info->st_mode & (S_ISUID | S_ISGID))) return 0;
  tried++;
  int ends[2];
  if (pipe(ends) < 0) return 1;
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[0], 0), dup2(ends[1], 1), dup2(ends[1], 2);
    close(ends[1]);
    execl(path, path, "--help", (char *)NULL);
    _exit(0);
  }
  char name[64], line[256];
  unsigned real, effective;
  snprintf(name, sizeof name, "/proc/%d/status", (int)pid);
  for (int look = 0; look < 20; look++, usleep(200)) {
    FILE *status = fopen(name, "r");
    while (status && fgets(line, sizeof line, status))
      if (sscanf(line, "Uid: %u %u", &real, &effective) == 2 && effective == 0) became_root++;
    if (status) fclose(status);
  }
  close(ends[0]), close(ends[1]);
  waitpid(pid, NULL, 0);
  return 0;
}

int main(void) {
  ftw("/usr/bin", look, 16);
  ftw("/usr/sbin", look, 16);
  if (became_root) printf("ESCAPED as root by %d of %d\n", became_root, tried);
  else printf("%d programs, none made it root\n", tried);
}
