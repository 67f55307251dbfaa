#include "notify.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

// Writable private memory of a process, touched or not: the sixth number of statm, in pages.
static bool read_data_bytes(uint32_t pid, uint64_t *bytes) {
  char path[32];
  unsigned long long pages;
  snprintf(path, sizeof path, "/proc/%u/statm", pid);
  FILE *file = fopen(path, "re");
  if (!file) return false;
  bool read = fscanf(file, "%*u %*u %*u %*u %*u %llu", &pages) == 1;
  fclose(file);
  *bytes = pages * (uint64_t)sysconf(_SC_PAGESIZE);
  return read;
}

// Where it fails, memory that is touched still meets the limit.
static void limit_growth(uint32_t pid, uint64_t memory_bytes) {
  uint64_t data;
  if (!read_data_bytes(pid, &data)) return;
  struct rlimit limit = {.rlim_cur = data + memory_bytes, .rlim_max = data + memory_bytes};
  prlimit((pid_t)pid, RLIMIT_DATA, &limit, NULL);
}

uint64_t notify_refuse(int listener, uint64_t memory_bytes) {
  // The kernel's structures may be larger than those we were compiled with; it writes no more than its own size.
  union {
    struct seccomp_notif request;
    char room[512];
  } received;
  union {
    struct seccomp_notif_resp answer;
    char room[512];
  } sent;
  memset(&received, 0, sizeof received);
  memset(&sent, 0, sizeof sent);
  // Gone again: the program was killed meanwhile.
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &received.request) < 0) return 0;
  limit_growth(received.request.pid, memory_bytes);
  sent.answer.id = received.request.id;
  sent.answer.error = -ENOMEM;
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &sent.answer);
  return 1;
}
