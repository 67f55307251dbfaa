// Flags on mounts, with submounts, on kernels with and without mount_setattr.
#ifndef MOUNTS_H
#define MOUNTS_H
#include <stdbool.h>

// Read-only, no setuid, no devices: the mount at `path` and everything below it.
bool mounts_restrict(const char *path);
// A bound device file: no setuid, no execution, no changes of its times; it can be written to all the same.
bool mounts_restrict_device(const char *path);
#endif
