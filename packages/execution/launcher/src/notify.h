// Allocations that cannot be given: the filter hands anonymous writable mappings larger than the memory limit to us.
#ifndef NOTIFY_H
#define NOTIFY_H
#include <stdint.h>
// Answers one waiting request with ENOMEM; how many were answered.
uint64_t notify_refuse(int listener);
#endif
