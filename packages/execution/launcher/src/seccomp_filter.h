// Seccomp profiles, compiled once per lane from the lists in ../seccomp.
#ifndef SECCOMP_FILTER_H
#define SECCOMP_FILTER_H
#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>

#include "request.h"

enum { MAX_FILTER_INSTRUCTIONS = 1024, MAX_FILTER_LIMITS = 12 };

struct filter_limit {
  unsigned short at;
  bool high;
};

struct filter {
  struct sock_filter code[MAX_FILTER_INSTRUCTIONS];
  unsigned short length;
  // Where the halves of the memory limit stand in the code.
  struct filter_limit limits[MAX_FILTER_LIMITS];
  unsigned short limit_count;
};

// With `births`, for a process in which programs are born; else for a program alone.
bool filter_compile(enum profile profile, bool births, struct filter *filter);
// For the kernel, with the size from which on an anonymous writable mapping is refused.
struct sock_fprog filter_program(struct filter *filter, uint64_t memory_bytes);
#endif
