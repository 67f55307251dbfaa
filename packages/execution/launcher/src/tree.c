#include "tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

// Fields of /proc/PID/stat after the command name, which may itself contain anything.
static void parse_stat(const char *text, struct tree_use *use) {
  const char *fields = strrchr(text, ')');
  unsigned long user, system;
  long waited_user, waited_system, pages;
  if (!fields) return;
  if (sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld %*d %*d %*d %*d %*u %*u %ld", &user, &system, &waited_user, &waited_system,
             &pages) != 5)
    return;
  uint64_t ticks = user + system + (uint64_t)waited_user + (uint64_t)waited_system;
  use->cpu_ns += ticks * (1000000000u / (uint64_t)sysconf(_SC_CLK_TCK));
  use->resident_bytes += (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

// The file's text; empty when the process ended meanwhile.
static void read_below(int directory, const char *path, char *text, size_t size) {
  int fd = openat(directory, path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? 0 : read(fd, text, size - 1);
  if (fd >= 0) close(fd);
  text[got < 0 ? 0 : got] = 0;
}

bool tree_measure(pid_t nursery, struct tree_use *use) {
  memset(use, 0, sizeof *use);
  DIR *processes = opendir("/proc");
  struct dirent *entry;
  if (!processes) return fail("read /proc");
  while ((entry = readdir(processes))) {
    char path[300], text[1024];
    if (atoi(entry->d_name) <= 1 || atoi(entry->d_name) == nursery) continue;
    snprintf(path, sizeof path, "%s/stat", entry->d_name);
    read_below(dirfd(processes), path, text, sizeof text);
    parse_stat(text, use);
  }
  closedir(processes);
  return true;
}

// Of one process: the second number of schedstat, the largest of its threads.
static uint64_t longest_delay_of(int proc, const char *pid) {
  char path[300], text[128];
  uint64_t longest = 0;
  snprintf(path, sizeof path, "%s/task", pid);
  int directory = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *threads = directory < 0 ? NULL : fdopendir(directory);
  struct dirent *entry;
  while (threads && (entry = readdir(threads))) {
    unsigned long long delay;
    snprintf(path, sizeof path, "%s/schedstat", entry->d_name);
    read_below(directory, path, text, sizeof text);
    if (sscanf(text, "%*u %llu", &delay) == 1 && delay > longest) longest = delay;
  }
  if (threads) closedir(threads);
  return longest;
}

uint64_t tree_longest_delay_ns(void) {
  DIR *processes = opendir("/proc");
  struct dirent *entry;
  uint64_t longest = 0;
  while (processes && (entry = readdir(processes))) {
    if (atoi(entry->d_name) <= 1) continue;
    uint64_t delay = longest_delay_of(dirfd(processes), entry->d_name);
    if (delay > longest) longest = delay;
  }
  if (processes) closedir(processes);
  return longest;
}
