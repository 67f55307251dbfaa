// A well-behaved program that takes a third of a second, computing, sleeping, and reading back what it wrote.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int reads_back(int fd, const char *secret, int round) {
  char written[128], found[128];
  int length = snprintf(written, sizeof written, "%s round %d", secret, round);
  if (pwrite(fd, written, (size_t)length, 0) != length) return 0;
  struct timespec pause = {0, 20000000};
  nanosleep(&pause, NULL);
  return pread(fd, found, (size_t)length, 0) == length && memcmp(written, found, (size_t)length) == 0;
}

int main(void) {
  char secret[64] = "";
  unsigned sum = 0;
  FILE *file = fopen("/box/secret.txt", "r");
  if (!file || !fgets(secret, sizeof secret, file)) return 3;
  int fd = open("/tmp/mine", O_RDWR | O_CREAT, 0600);
  for (int round = 0; round < 15; round++) {
    if (!reads_back(fd, secret, round)) return 4;
    for (int i = 0; i < 100000; i++) sum = sum * 33 + (unsigned)(i ^ round);
  }
  printf("unharmed %u\n", sum);
}
