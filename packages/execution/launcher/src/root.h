// The file system that a program sees: a small read-only tree of the host's toolchains, and nothing else of the host.
#ifndef ROOT_H
#define ROOT_H
#include <stdbool.h>
#include <stdint.h>

#include "request.h"

// In a private mount namespace: builds the tree, makes it the root and lets go of the host's.
bool root_build(const struct hello *hello);
// Ownership of what root_build left for the box and the scratch space; by the zygote in its final identity.
bool root_mount_box(uint64_t box_bytes);
bool root_mount_scratch(uint64_t bytes);
bool root_remount_scratch(uint64_t bytes);
bool root_set_box_writable(bool writable);
bool root_unmount_box(void);
bool root_unmount_scratch(void);
#endif
