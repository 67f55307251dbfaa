#include "seccomp_filter.h"
bool filter_compile(enum profile profile, struct filter *filter) {
  (void)profile;
  filter->length = 0;
  return true;
}
void filter_set_memory(struct filter *filter, uint64_t bytes) {
  (void)filter;
  (void)bytes;
}
