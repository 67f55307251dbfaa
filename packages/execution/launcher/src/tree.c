#include "tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

// Fields of /proc/PID/stat after the command name, which may itself contain anything.
static bool parse_stat(const char *text, struct tree_use *use) {
  const char *fields = strrchr(text, ')');
  unsigned long user, system;
  long waited_user, waited_system, pages;
  if (!fields) return false;
  if (sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld %*d %*d %*d %*d %*u %*u %ld", &user, &system, &waited_user, &waited_system,
             &pages) != 5)
    return false;
  uint64_t ticks = user + system + (uint64_t)waited_user + (uint64_t)waited_system;
  use->cpu_ns += ticks * (1000000000u / (uint64_t)sysconf(_SC_CLK_TCK));
  use->resident_bytes += (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  return true;
}

static void add_process(int proc, const char *pid, struct tree_use *use) {
  char path[300], text[1024];
  snprintf(path, sizeof path, "%s/stat", pid);
  int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
  // It ended meanwhile.
  if (fd < 0) return;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  if (got <= 0) return;
  text[got] = 0;
  parse_stat(text, use);
}

bool tree_measure(struct tree_use *use) {
  memset(use, 0, sizeof *use);
  DIR *processes = opendir("/proc");
  struct dirent *entry;
  if (!processes) return fail("read /proc");
  while ((entry = readdir(processes)))
    if (atoi(entry->d_name) > 1) add_process(dirfd(processes), entry->d_name, use);
  closedir(processes);
  return true;
}
