// One keeper per lane: the privileged process that makes the lane's control groups and identity, waits for its zygote
// and removes what is left. It never talks to the client after the zygote lives.
#ifndef KEEPER_H
#define KEEPER_H
#include <sys/types.h>

#include "cgroup.h"
#include "service.h"

struct keeper_setting {
  const struct cgroup_home *home;
  const struct service *service;
  // Of the launcher, so that another start can tell stale control groups from living ones.
  pid_t launcher;
  unsigned random;
  // No two living lanes of one launcher have the same.
  unsigned slot;
  // The lane's side of its switchboard connection.
  int board;
};

__attribute__((noreturn)) void keeper_main(int connection, const struct keeper_setting *setting);
#endif
