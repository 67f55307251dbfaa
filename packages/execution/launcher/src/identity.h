// Who a lane's processes are. Inside, the zygote is 0 and the program 1000; outside, started as root, both are users that
// nobody else is, different per lane; started by an ordinary user, both are that user.
#ifndef IDENTITY_H
#define IDENTITY_H
#include <stdbool.h>
#include <sys/types.h>

struct identity {
  bool separate;
  uid_t zygote;
  uid_t coder;
};

struct identity identity_of(pid_t launcher, unsigned slot);
// By the keeper, for a zygote that just entered its user namespace.
bool identity_map(const struct identity *identity, pid_t zygote);
// By the zygote, once mapped.
bool identity_assume(const struct identity *identity);
#endif
