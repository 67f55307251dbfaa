#include "seccomp_rules.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "seccomp_data.h"

enum { LIST_BIRTH = PROFILE_COUNT, LIST_COUNT };
static const char *const LIST_NAMES[LIST_COUNT] = {"run", "run-fork", "compile", "birth"};

static const struct {
  const char *name;
  uint16_t number;
} ERRORS[] = {{"EPERM", EPERM},   {"EACCES", EACCES}, {"ENOSYS", ENOSYS},         {"ENOTTY", ENOTTY},
              {"EINVAL", EINVAL}, {"ENOLCK", ENOLCK}, {"EOPNOTSUPP", EOPNOTSUPP}, {"ENOMEM", ENOMEM}};

// One line, word by word. A word that is missing or wrong leaves `bad` set.
struct line {
  char *rest;
  bool bad;
};

static char *next_word(struct line *line) {
  char *word = strtok_r(NULL, " ", &line->rest);
  if (!word) line->bad = true;
  return word ? word : (char *)"";
}

static bool has_more(const struct line *line) { return line->rest && *line->rest; }

static uint32_t next_number(struct line *line) {
  char *end, *word = next_word(line);
  unsigned long value = strtoul(word, &end, 0);
  if (end == word || *end || value > UINT32_MAX) line->bad = true;
  return (uint32_t)value;
}

static uint8_t next_argument(struct line *line) {
  uint32_t number = next_number(line);
  if (number > 5) line->bad = true;
  return (uint8_t)number;
}

static uint16_t next_error(struct line *line) {
  const char *word = next_word(line);
  for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
    if (strcmp(word, ERRORS[i].name) == 0) return ERRORS[i].number;
  line->bad = true;
  return 0;
}

// NULL for a call that this machine does not have.
static struct rule *rule_of(struct rules *rules, const char *name) {
  for (size_t i = 0; i < KNOWN_CALL_COUNT; i++)
    if (strcmp(KNOWN_CALLS[i].name, name) == 0 && KNOWN_CALLS[i].number < MAX_CALL) return &rules->calls[KNOWN_CALLS[i].number];
  return NULL;
}

static void set_all(struct rules *rules, struct line *line, const struct rule *wanted) {
  while (has_more(line)) {
    struct rule *rule = rule_of(rules, next_word(line));
    if (rule) *rule = *wanted;
  }
}

// Reads `ARG mask M is V` or `ARG in V...` and answers with the word that ended it, or "" at the end of the line.
static const char *read_test(struct line *line, struct test *test) {
  test->argument = next_argument(line);
  const char *kind = next_word(line);
  test->masked = strcmp(kind, "mask") == 0;
  test->mask = test->masked ? next_number(line) : UINT32_MAX;
  if (strcmp(test->masked ? next_word(line) : kind, test->masked ? "is" : "in") != 0) line->bad = true;
  while (has_more(line)) {
    char *word = next_word(line), *end;
    uint32_t value = (uint32_t)strtoul(word, &end, 0);
    if (*end) return word;
    if (test->value_count == MAX_VALUES) line->bad = true;
    else test->values[test->value_count++] = value;
  }
  return "";
}

static void read_tests(struct line *line, struct rule *rule, const char *terminator) {
  const char *word = "and";
  while (!line->bad && strcmp(word, "and") == 0) {
    if (rule->test_count == MAX_TESTS) line->bad = true;
    else word = read_test(line, &rule->tests[rule->test_count++]);
  }
  if (strcmp(word, terminator) != 0) line->bad = true;
}

static void read_if(struct rules *rules, struct line *line) {
  struct rule rule = {.kind = RULE_IF}, *place = rule_of(rules, next_word(line));
  read_tests(line, &rule, "else");
  rule.error = next_error(line);
  if (place) *place = rule;
}

static void read_also(struct rules *rules, struct line *line) {
  struct test ignored = {0};
  struct rule *place = rule_of(rules, next_word(line));
  if (place && place->kind != RULE_IF && place->kind != RULE_ALLOW) line->bad = true;
  if (*read_test(line, place ? &place->also : &ignored)) line->bad = true;
}

static void read_memory(struct rules *rules, struct line *line) {
  struct rule rule = {.kind = RULE_MEMORY}, *place = rule_of(rules, next_word(line));
  if (strcmp(next_word(line), "size") != 0) line->bad = true;
  rule.size_argument = next_argument(line);
  if (has_more(line)) {
    if (strcmp(next_word(line), "when") != 0) line->bad = true;
    read_tests(line, &rule, "");
  }
  if (place) *place = rule;
}

static bool parse_profile(const char *name, struct rules *rules);

static void read_line(struct rules *rules, struct line *line) {
  const char *verb = next_word(line);
  if (strcmp(verb, "allow") == 0) {
    set_all(rules, line, &(struct rule){.kind = RULE_ALLOW});
  } else if (strcmp(verb, "deny") == 0) {
    struct rule rule = {.kind = RULE_DENY, .error = next_error(line)};
    set_all(rules, line, &rule);
  } else if (strcmp(verb, "if") == 0) {
    read_if(rules, line);
  } else if (strcmp(verb, "also") == 0) {
    read_also(rules, line);
  } else if (strcmp(verb, "memory") == 0) {
    read_memory(rules, line);
  } else if (strcmp(verb, "default") == 0) {
    rules->default_error = next_error(line);
  } else if (strcmp(verb, "include") == 0) {
    if (!parse_profile(next_word(line), rules)) line->bad = true;
  } else {
    line->bad = true;
  }
}

static bool parse_text(const char *name, char *text, struct rules *rules) {
  char *rest = text, *start;
  for (int number = 1; (start = strsep(&rest, "\n")); number++) {
    struct line line = {.rest = start};
    if (*start == 0 || *start == '#') continue;
    read_line(rules, &line);
    if (!line.bad) continue;
    char where[64];
    snprintf(where, sizeof where, "seccomp profile %s line %d", name, number);
    return fail_with(where, EINVAL);
  }
  return true;
}

static bool parse_profile(const char *name, struct rules *rules) {
  for (int i = 0; i < LIST_COUNT; i++) {
    if (strcmp(name, LIST_NAMES[i]) != 0) continue;
    char *text = strdup(PROFILE_TEXTS[i]);
    if (!text) return fail("copy seccomp profile");
    bool parsed = parse_text(name, text, rules);
    free(text);
    return parsed;
  }
  return fail_with("find seccomp profile", ENOENT);
}

bool rules_parse(enum profile profile, bool births, struct rules *rules) {
  memset(rules, 0, sizeof *rules);
  rules->default_error = EPERM;
  return parse_profile(LIST_NAMES[profile], rules) && (!births || parse_profile(LIST_NAMES[LIST_BIRTH], rules));
}
