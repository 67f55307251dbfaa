// From rules to a program for the kernel: a balanced tree over the call number, so that a call costs about eight
// comparisons and not one per rule, with a block of its own for each call whose arguments are looked at.
#include "seccomp_filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>

#include "fault.h"
#include "seccomp_rules.h"

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

enum { X32_CALL_BIT = 0x40000000 };

// Calls from `first` up to the next range's are treated alike.
struct range {
  uint32_t first;
  const struct rule *rule;
};

struct block {
  unsigned short jump;
  const struct rule *rule;
};

struct compiler {
  struct filter *filter;
  const struct rules *rules;
  struct range ranges[MAX_CALL + 1];
  unsigned range_count;
  struct block blocks[64];
  unsigned block_count;
  bool overflow;
};

static unsigned short emit(struct compiler *compiler, uint16_t code, uint32_t value, uint8_t yes, uint8_t no) {
  struct filter *filter = compiler->filter;
  if (filter->length == MAX_FILTER_INSTRUCTIONS) {
    compiler->overflow = true;
    return 0;
  }
  filter->code[filter->length] = (struct sock_filter){.code = code, .jt = yes, .jf = no, .k = value};
  return filter->length++;
}

static void load(struct compiler *compiler, size_t offset) { emit(compiler, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }

static void answer(struct compiler *compiler, uint32_t action) { emit(compiler, BPF_RET | BPF_K, action, 0, 0); }

static uint32_t refusal(uint16_t error) { return SECCOMP_RET_ERRNO | error; }

static size_t low_half(uint8_t argument) { return offsetof(struct seccomp_data, args) + 8u * argument; }

// Falls through when the test holds, jumps over `distance` instructions from its end when it does not.
static void emit_test(struct compiler *compiler, const struct test *test, uint8_t distance) {
  load(compiler, low_half(test->argument));
  if (test->masked) emit(compiler, BPF_ALU | BPF_AND | BPF_K, test->mask, 0, 0);
  for (uint8_t i = 0; i < test->value_count; i++) {
    uint8_t left = (uint8_t)(test->value_count - 1 - i);
    emit(compiler, BPF_JMP | BPF_JEQ | BPF_K, test->values[i], left, i + 1 == test->value_count ? distance : 0);
  }
}

static uint8_t test_length(const struct test *test) { return (uint8_t)(1 + test->masked + test->value_count); }

static void emit_also(struct compiler *compiler, const struct test *also) {
  if (also->value_count > 0) load(compiler, low_half(also->argument));
  for (uint8_t i = 0; i < also->value_count; i++) {
    emit(compiler, BPF_JMP | BPF_JEQ | BPF_K, also->values[i], 0, 1);
    answer(compiler, SECCOMP_RET_ALLOW);
  }
}

// All tests, then `allowed`; otherwise `refused`.
static void emit_if(struct compiler *compiler, const struct rule *rule, uint32_t allowed, uint32_t refused) {
  emit_also(compiler, &rule->also);
  uint8_t remaining = 0;
  for (uint8_t i = 0; i < rule->test_count; i++) remaining = (uint8_t)(remaining + test_length(&rule->tests[i]));
  for (uint8_t i = 0; i < rule->test_count; i++) {
    remaining = (uint8_t)(remaining - test_length(&rule->tests[i]));
    emit_test(compiler, &rule->tests[i], (uint8_t)(remaining + 1));
  }
  answer(compiler, allowed);
  answer(compiler, refused);
}

// Compares with the limit, which is filled in for each run.
static void compare_with_limit(struct compiler *compiler, uint16_t comparison, bool high, uint8_t yes, uint8_t no) {
  struct filter *filter = compiler->filter;
  if (filter->limit_count == MAX_FILTER_LIMITS) {
    compiler->overflow = true;
    return;
  }
  unsigned short at = emit(compiler, BPF_JMP | comparison | BPF_K, 0, yes, no);
  filter->limits[filter->limit_count++] = (struct filter_limit){.at = at, .high = high};
}

// A size up to the limit is allowed at once; a larger one is asked about if the tests hold.
static void emit_memory(struct compiler *compiler, const struct rule *rule) {
  load(compiler, low_half(rule->size_argument) + 4);
  compare_with_limit(compiler, BPF_JGT, true, 4, 0);
  compare_with_limit(compiler, BPF_JEQ, true, 0, 2);
  load(compiler, low_half(rule->size_argument));
  compare_with_limit(compiler, BPF_JGT, false, 1, 0);
  answer(compiler, SECCOMP_RET_ALLOW);
  if (rule->test_count == 0) answer(compiler, SECCOMP_RET_USER_NOTIF);
  else emit_if(compiler, rule, SECCOMP_RET_USER_NOTIF, SECCOMP_RET_ALLOW);
}

static void emit_block(struct compiler *compiler, const struct block *block) {
  struct filter *filter = compiler->filter;
  filter->code[block->jump].k = (uint32_t)(filter->length - block->jump - 1);
  if (block->rule->kind == RULE_MEMORY) emit_memory(compiler, block->rule);
  else emit_if(compiler, block->rule, SECCOMP_RET_ALLOW, refusal(block->rule->error));
}

static void emit_leaf(struct compiler *compiler, const struct rule *rule) {
  switch (rule->kind) {
    case RULE_DEFAULT: answer(compiler, refusal(compiler->rules->default_error)); return;
    case RULE_ALLOW: answer(compiler, SECCOMP_RET_ALLOW); return;
    case RULE_DENY: answer(compiler, refusal(rule->error)); return;
    case RULE_IF:
    case RULE_MEMORY: break;
  }
  if (compiler->block_count == sizeof compiler->blocks / sizeof *compiler->blocks) {
    compiler->overflow = true;
    return;
  }
  unsigned short jump = emit(compiler, BPF_JMP | BPF_JA, 0, 0, 0);
  compiler->blocks[compiler->block_count++] = (struct block){.jump = jump, .rule = rule};
}

static void emit_tree(struct compiler *compiler, unsigned from, unsigned to) {
  if (to - from == 1) return emit_leaf(compiler, compiler->ranges[from].rule);
  unsigned middle = from + (to - from) / 2;
  unsigned short node = emit(compiler, BPF_JMP | BPF_JGE | BPF_K, compiler->ranges[middle].first, 0, 0);
  emit_tree(compiler, from, middle);
  unsigned distance = (unsigned)(compiler->filter->length - node - 1);
  if (distance > 255) compiler->overflow = true;
  compiler->filter->code[node].jt = (uint8_t)distance;
  emit_tree(compiler, middle, to);
}

static bool same(const struct rule *a, const struct rule *b) {
  bool simple = a->kind <= RULE_DENY && b->kind <= RULE_DENY;
  return simple && a->kind == b->kind && a->error == b->error;
}

static void find_ranges(struct compiler *compiler) {
  static const struct rule others = {.kind = RULE_DEFAULT};
  for (uint32_t call = 0; call <= MAX_CALL; call++) {
    const struct rule *rule = call < MAX_CALL ? &compiler->rules->calls[call] : &others;
    if (call > 0 && same(rule, compiler->ranges[compiler->range_count - 1].rule)) continue;
    compiler->ranges[compiler->range_count++] = (struct range){.first = call, .rule = rule};
  }
}

// Other calling conventions have other numbers, which would be judged by the wrong rule: nobody needs them.
static void emit_preamble(struct compiler *compiler) {
  load(compiler, offsetof(struct seccomp_data, arch));
  emit(compiler, BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0);
  answer(compiler, SECCOMP_RET_KILL_PROCESS);
  load(compiler, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  emit(compiler, BPF_JMP | BPF_JGE | BPF_K, X32_CALL_BIT, 0, 1);
  answer(compiler, SECCOMP_RET_KILL_PROCESS);
#endif
}

bool filter_compile(enum profile profile, bool births, struct filter *filter) {
  static struct rules rules;
  static struct compiler compiler;
  memset(filter, 0, sizeof *filter);
  memset(&compiler, 0, sizeof compiler);
  if (!rules_parse(profile, births, &rules)) return false;
  compiler.filter = filter;
  compiler.rules = &rules;
  find_ranges(&compiler);
  emit_preamble(&compiler);
  emit_tree(&compiler, 0, compiler.range_count);
  for (unsigned i = 0; i < compiler.block_count; i++) emit_block(&compiler, &compiler.blocks[i]);
  return !compiler.overflow || fail_with("compile seccomp filter", E2BIG);
}

struct sock_fprog filter_program(struct filter *filter, uint64_t memory_bytes) {
  for (unsigned short i = 0; i < filter->limit_count; i++)
    filter->code[filter->limits[i].at].k = (uint32_t)(filter->limits[i].high ? memory_bytes >> 32 : memory_bytes);
  return (struct sock_fprog){.len = filter->length, .filter = filter->code};
}
