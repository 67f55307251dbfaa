// Seccomp profiles as text, parsed into one rule per system call.
//
//   default ERRNO                          every call that no rule names
//   include PROFILE                        its rules first
//   allow NAME...                          without condition
//   deny ERRNO NAME...
//   if NAME TEST [and TEST]... else ERRNO  allowed when all tests hold
//   also NAME TEST                         allowed, too, when the test holds, whatever the `if` above says
//   memory NAME size ARG [when TEST [and TEST]...]
//                                          allowed unless argument ARG is larger than the memory limit (and all tests hold)
//   TEST: ARG in VALUE... | ARG mask MASK is VALUE      (on the low 32 bits of argument number ARG)
#ifndef SECCOMP_RULES_H
#define SECCOMP_RULES_H
#include <stdbool.h>
#include <stdint.h>

#include "request.h"

enum { MAX_CALL = 512, MAX_TESTS = 3, MAX_VALUES = 20 };

enum rule_kind { RULE_DEFAULT = 0, RULE_ALLOW, RULE_DENY, RULE_IF, RULE_MEMORY };

struct test {
  uint8_t argument;
  bool masked;
  uint32_t mask;
  uint8_t value_count;
  uint32_t values[MAX_VALUES];
};

struct rule {
  enum rule_kind kind;
  uint16_t error;
  uint8_t size_argument;
  uint8_t test_count;
  struct test tests[MAX_TESTS];
  // Another way to be allowed, where it has values.
  struct test also;
};

struct rules {
  uint16_t default_error;
  struct rule calls[MAX_CALL];
};

// With `births`, also what a program does on its way to exec.
bool rules_parse(enum profile profile, bool births, struct rules *rules);
#endif
