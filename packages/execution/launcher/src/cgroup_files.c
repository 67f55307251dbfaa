#include "cgroup_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool write_text(int fd, const char *text) {
  size_t length = strlen(text);
  return pwrite(fd, text, length, 0) == (ssize_t)length;
}

bool write_value(int fd, uint64_t value) {
  char text[24];
  snprintf(text, sizeof text, "%llu", (unsigned long long)value);
  return write_text(fd, text);
}

bool read_text(int fd, char *text, size_t size) {
  ssize_t got = pread(fd, text, size - 1, 0);
  if (got < 0) return false;
  text[got] = 0;
  return true;
}

bool read_value(int fd, uint64_t *value) {
  char text[32];
  if (!read_text(fd, text, sizeof text)) return false;
  *value = strtoull(text, NULL, 10);
  return true;
}

uint64_t value_of(const char *text, const char *name) {
  size_t length = strlen(name);
  for (const char *line = text; line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, name, length) == 0 && line[length] == ' ') return strtoull(line + length, NULL, 10);
  }
  return 0;
}

uint64_t own_cpu_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int open_file_at(const char *directory, const char *name, int flags) {
  char path[800];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  return open(path, flags | O_CLOEXEC);
}

bool write_file_at(const char *directory, const char *name, const char *text) {
  int fd = open_file_at(directory, name, O_WRONLY);
  if (fd < 0) return false;
  bool written = write_text(fd, text);
  int error = errno;
  close(fd);
  errno = error;
  return written;
}
