#include "speed.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

// A fixed amount of the work that programs do: numbers in registers, branches that cannot be foretold, a walk through
// memory that the nearest cache does not hold, fractions. Of many rounds the fastest is the processor's; whatever else
// goes on makes a round slower, never faster; rounds are short, so that some are not interrupted.
enum { ROUNDS = 500, CELLS = 1 << 16, STEPS = 50000, SORTED = 1 << 11 };

static uint32_t next_cell[CELLS];
static uint32_t numbers[SORTED];

static uint64_t draw(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

// One cycle through all cells, in an order without a pattern (Sattolo 1986).
static void lay_path(void) {
  uint64_t state = 88172645463325252u;
  for (uint32_t i = 0; i < CELLS; i++) next_cell[i] = i;
  for (uint32_t i = CELLS - 1; i > 0; i--) {
    uint32_t other = (uint32_t)(draw(&state) % i), kept = next_cell[i];
    next_cell[i] = next_cell[other];
    next_cell[other] = kept;
  }
}

static uint32_t walk(void) {
  uint32_t cell = 0;
  for (uint32_t i = 0; i < STEPS; i++) cell = next_cell[cell];
  return cell;
}

static uint32_t sort(void) {
  uint64_t state = 2463534242u;
  for (uint32_t i = 0; i < SORTED; i++) numbers[i] = (uint32_t)draw(&state);
  for (uint32_t gap = SORTED / 2; gap > 0; gap /= 2)
    for (uint32_t i = gap; i < SORTED; i++) {
      uint32_t number = numbers[i], at = i;
      for (; at >= gap && numbers[at - gap] > number; at -= gap) numbers[at] = numbers[at - gap];
      numbers[at] = number;
    }
  return numbers[SORTED / 2];
}

static double sum(void) {
  double total = 0, part = 1;
  for (uint32_t i = 1; i < STEPS; i++) total += part / i, part = -part;
  return total;
}

static uint64_t processor_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int speed_main(void) {
  uint64_t fastest = UINT64_MAX;
  volatile double kept = 0;
  lay_path();
  for (int round = 0; round < ROUNDS; round++) {
    uint64_t begun = processor_time();
    kept += walk() + sort() + sum();
    uint64_t used = processor_time() - begun;
    if (used < fastest) fastest = used;
  }
  printf("%.4f\n", (double)fastest / 1e6);
  return 0;
}
