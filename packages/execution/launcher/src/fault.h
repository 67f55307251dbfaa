// A fault is ours, never the program's: a named step of the launcher that failed, with its errno.
#ifndef FAULT_H
#define FAULT_H
#include <stdbool.h>

struct fault {
  char step[96];
  int error;
  // The lane must not be used again: its state is no longer known.
  bool retire;
};

// One process serves one lane, one step at a time, so the last fault is the current one.
extern struct fault last_fault;

// Records the step with the current errno; always false, so that a step reads `return fail("mount /box")`.
bool fail(const char *step);
bool fail_with(const char *step, int error);
bool fail_about(const char *step, const char *subject);
// As fail(), and the lane must be given up.
bool fail_for_good(const char *step);

// For the parts that have nobody to report to: message on stderr, exit status 125.
__attribute__((noreturn)) void die(const char *step);
#endif
