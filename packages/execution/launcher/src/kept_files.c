#include "kept_files.h"

#include <stdint.h>
#include <unistd.h>

enum { MOST_FILES = 64 };
static const off_t MOST_BYTES = 64 << 20;

struct kept {
  struct stat source;
  int memory;
  uint64_t used;
};

static struct kept files[MOST_FILES];
static int count;
static off_t bytes;
static uint64_t uses;

static bool is_same_time(struct timespec one, struct timespec other) { return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec; }

// Nobody can set a file's change time back.
static bool is_same(const struct stat *one, const struct stat *other) {
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino && one->st_size == other->st_size &&
         is_same_time(one->st_mtim, other->st_mtim) && is_same_time(one->st_ctim, other->st_ctim);
}

int kept_files_find(const struct stat *source) {
  for (int i = 0; i < count; i++)
    if (is_same(&files[i].source, source)) return files[i].used = ++uses, files[i].memory;
  return -1;
}

static void drop(int i) {
  close(files[i].memory);
  bytes -= files[i].source.st_size;
  files[i] = files[--count];
}

static void drop_least_recently_used(void) {
  int least = 0;
  for (int i = 1; i < count; i++)
    if (files[i].used < files[least].used) least = i;
  drop(least);
}

void kept_files_add(const struct stat *source, int memory) {
  if (count == MOST_FILES) drop_least_recently_used();
  files[count++] = (struct kept){.source = *source, .memory = memory, .used = ++uses};
  bytes += source->st_size;
  while (bytes > MOST_BYTES) drop_least_recently_used();
}

bool kept_files_are_any(void) { return count > 0; }

void kept_files_forget(void) {
  while (count > 0) drop(count - 1);
}
