// Files in sealed memory that were made of others, for as long as those are asked for: all submissions to a problem read
// the same ones. Bounded in bytes; the least recently used goes first.
#ifndef KEPT_FILES_H
#define KEPT_FILES_H
#include <stdbool.h>
#include <sys/stat.h>

// The one that was made of this file as it is; -1 when there is none. It stays the keeper's.
int kept_files_find(const struct stat *source);
// Takes over the descriptor, unless such a file is not kept.
bool kept_files_add(const struct stat *source, int memory);
bool kept_files_are_any(void);
// The least recently used.
void kept_files_drop_one(void);
#endif
