// The courier: a process beside a lane that puts large files of the client's into sealed memory, which becomes a program's
// stdin there, and keeps them for the next for a while. So their bytes are copied once at most, and by nobody who has anything
// else to do. It serves one client with that client's own rights, and no lane can ask it for anything.
#ifndef COURIER_H
#define COURIER_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "service.h"
#include "wire.h"

struct courier_setting {
  // Whose user the client is, unless it is the launcher's own.
  const struct service *service;
  unsigned slot;
  // With which it ends.
  pid_t launcher;
  // The courier's side of its switchboard connection.
  int board;
};

// With the head of the client's first frame in wire->head.
void courier_serve(struct wire *wire, size_t head_bytes, const struct courier_setting *to);
#endif
