// Allocations that cannot be given: the filter hands anonymous writable mappings larger than the memory limit to us.
#ifndef NOTIFY_H
#define NOTIFY_H
#include <stdint.h>
// Answers one waiting request with ENOMEM; how many were answered. From then on the process can get no more than the
// limit on top of what it has: an allocator that is refused a mapping tries to move the break next, which no filter sees.
uint64_t notify_refuse(int listener, uint64_t memory_bytes);
#endif
