// Keeping an installation readable for the service's user where a parent directory is closed to it, such as /root.
#ifndef REACH_H
#define REACH_H
#include <stdbool.h>

#include "account.h"

// In a private mount namespace: covers the closed parent with an empty read-only tree in which nothing but the way to
// the directories exists, at their own paths. Nothing else of the parent becomes readable.
bool reach_directories(const char *const *directories, int count, const struct account *account);
#endif
