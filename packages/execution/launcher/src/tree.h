// Measuring a process tree where there is no control group: weaker, because it looks only now and then.
#ifndef TREE_H
#define TREE_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct tree_use {
  uint64_t cpu_ns;
  uint64_t resident_bytes;
};

// Sums over all processes of the lane but the zygote and its nursery, as its /proc shows them.
bool tree_measure(pid_t nursery, struct tree_use *use);
// The longest that any living thread of the lane was ready to run and had to wait for a processor.
uint64_t tree_longest_delay_ns(void);
#endif
