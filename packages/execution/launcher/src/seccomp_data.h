// Generated at build time: the profiles' text, and the system calls that this machine's headers know.
#ifndef SECCOMP_DATA_H
#define SECCOMP_DATA_H
#include <stddef.h>

struct known_call {
  const char *name;
  int number;
};
extern const struct known_call KNOWN_CALLS[];
extern const size_t KNOWN_CALL_COUNT;
// In the order of enum profile.
extern const char *const PROFILE_TEXTS[];
#endif
