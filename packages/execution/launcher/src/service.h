// The command that the launcher runs beside its lanes, as a less privileged user where one is named.
#ifndef SERVICE_H
#define SERVICE_H
#include <stdbool.h>
#include <sys/types.h>

#include "account.h"

enum { MAX_APP_DIRECTORIES = 16 };

struct service {
  char **command;
  const char *user;
  bool has_user;
  struct account account;
  const char *apps[MAX_APP_DIRECTORIES];
  int app_count;
};

bool service_parse(int argc, char **argv, struct service *service);
// Irrevocably becomes its user, who reaches its directories.
bool service_become_user(const struct service *service);
pid_t service_start(const struct service *service, const char *address);
#endif
