// One number or word at a time, in and out of the kernel's control files.
#ifndef CGROUP_FILES_H
#define CGROUP_FILES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

bool write_text(int fd, const char *text);
bool write_value(int fd, uint64_t value);
bool read_text(int fd, char *text, size_t size);
bool read_value(int fd, uint64_t *value);
// The number after `name ` at the start of a line, 0 where there is none.
uint64_t value_of(const char *text, const char *name);
uint64_t own_cpu_ns(void);
// Writes to or opens `directory/name`.
bool write_file_at(const char *directory, const char *name, const char *text);
int open_file_at(const char *directory, const char *name, int flags);
#endif
