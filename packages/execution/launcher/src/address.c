#include "address.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// The name fills the whole field: some clients pad abstract names with NULs and some do not, and to the kernel these are
// different names unless there is nothing to pad.
static bool choose_name(struct address *address) {
  enum { NAME_BYTES = sizeof((struct sockaddr_un *)0)->sun_path - 1 };
  unsigned char random[NAME_BYTES / 2];
  if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random) return false;
  int length = snprintf(address->text, sizeof address->text, "@codearena-");
  for (size_t i = 0; length <= NAME_BYTES; i++, length++) address->text[length] = "0123456789abcdef"[i % 2 ? random[i / 2] & 15 : random[i / 2] >> 4];
  address->text[length] = 0;
  return true;
}

int address_listen(struct address *address) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  if (!choose_name(address)) return -1;
  memcpy(name.sun_path + 1, address->text + 1, sizeof name.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (bind(fd, (struct sockaddr *)&name, sizeof name) < 0 || listen(fd, 64) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}
