#include "kept_files.h"

#include <stdint.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILES = 64 };
static const off_t MOST_BYTES = 64 << 20;
// Of all memory, since every lane has a courier.
enum { MOST_SHARE = 128 };
// The clock of files may stand still for so long, and within it a file may change without a trace.
static const int64_t SETTLED_NS = 50000000;

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

void kept_files_drop_one(void) {
  int least = 0;
  for (int i = 1; i < count; i++)
    if (files[i].used < files[least].used) least = i;
  drop(least);
}

static off_t most_bytes(void) {
  off_t share = (off_t)sysconf(_SC_PHYS_PAGES) / MOST_SHARE * sysconf(_SC_PAGESIZE);
  return share < MOST_BYTES ? share : MOST_BYTES;
}

static bool is_settled(const struct stat *source) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (now.tv_sec - source->st_ctim.tv_sec) * 1000000000 + now.tv_nsec - source->st_ctim.tv_nsec > SETTLED_NS;
}

bool kept_files_add(const struct stat *source, int memory) {
  off_t most = most_bytes();
  if (source->st_size > most || !is_settled(source)) return false;
  while (count == MOST_FILES || bytes + source->st_size > most) kept_files_drop_one();
  files[count++] = (struct kept){.source = *source, .memory = memory, .used = ++uses};
  bytes += source->st_size;
  return true;
}

bool kept_files_are_any(void) { return count > 0; }
