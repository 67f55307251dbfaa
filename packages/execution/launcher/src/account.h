// A user of this machine, read without the name service, which a static program cannot load.
#ifndef ACCOUNT_H
#define ACCOUNT_H
#include <stdbool.h>
#include <sys/types.h>

enum { MAX_GROUPS = 64 };

struct account {
  char name[64];
  char home[256];
  uid_t uid;
  gid_t gid;
  gid_t groups[MAX_GROUPS];
  int group_count;
};

bool account_find(const char *name, struct account *account);
// Irrevocably becomes that user, without capabilities and without a way back.
bool account_become(const struct account *account);
// The same for file permissions only, and back.
bool account_act_as(const struct account *account);
bool account_act_as_root(void);
#endif
