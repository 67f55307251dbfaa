#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fault last_fault;

bool fail_with(const char *step, int error) {
  snprintf(last_fault.step, sizeof last_fault.step, "%s", step);
  last_fault.error = error;
  last_fault.retire = false;
  return false;
}

bool fail(const char *step) { return fail_with(step, errno); }

bool fail_about(const char *step, const char *subject) {
  int error = errno;
  snprintf(last_fault.step, sizeof last_fault.step, "%s %s", step, subject);
  last_fault.error = error;
  last_fault.retire = false;
  return false;
}

bool fail_for_good(const char *step) {
  fail(step);
  last_fault.retire = true;
  return false;
}

void die(const char *step) {
  fprintf(stderr, "codearena-launcher: %s: %s\n", step, strerror(errno));
  exit(125);
}
