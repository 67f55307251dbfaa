// A well-behaved program that also looks at how it finds its place: `well <files> <others> <descriptors> <sum>`.
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int entries(const char *path, int (*counts)(const char *)) {
  DIR *directory = opendir(path);
  struct dirent *entry;
  int count = 0;
  while (directory && (entry = readdir(directory))) count += counts(entry->d_name);
  if (directory) closedir(directory);
  return count;
}

static int is_file(const char *name) { return strcmp(name, ".") != 0 && strcmp(name, "..") != 0; }

// In /proc its number can be another one than it has in its own namespace.
static int is_other_process(const char *name) {
  static char self[32];
  if (!*self && readlink("/proc/self", self, sizeof self - 1) < 0) return 1;
  return atoi(name) > 0 && strcmp(name, self) != 0;
}

int main(void) {
  int descriptors = 0;
  size_t size = 4 << 20;
  unsigned sum = 0;
  for (int fd = 3; fd < 300; fd++) descriptors += fcntl(fd, F_GETFD) >= 0;
  unsigned char *memory = malloc(size);
  if (!memory) return 3;
  for (size_t i = 0; i < size; i++) memory[i] = (unsigned char)(i * 31);
  for (size_t i = 0; i < size; i++) sum = sum * 33 + memory[i];
  printf("well %d %d %d %u\n", entries("/tmp", is_file), entries("/proc", is_other_process), descriptors, sum);
}
