// A conversation that is written down, for people who want to read it: the lane that leads stands between the two programs,
// passes on what each says to the other, and tells its client too. Only where that is asked for; judged conversations
// otherwise have nobody in between.
#ifndef RECORD_H
#define RECORD_H
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "join.h"
#include "wire.h"

enum { PASSED_BYTES = 16 << 10, RECORD_POLLS = 4 };

// One direction: what was read and not passed on yet. -1 when it has ended.
struct passage {
  int from, to;
  uint8_t type;
  unsigned start, end;
  unsigned char bytes[PASSED_BYTES];
};

struct record {
  struct passage said, heard;
  // How much more is told, headers included; the rest is passed on all the same.
  uint64_t left;
};

// Puts the record between the program and its partner.
bool record_open(struct record *record, struct joint *joint);
void record_close(struct record *record);

// What to wait for, and what to do when it has come.
void record_fill_polls(const struct record *record, struct pollfd polls[RECORD_POLLS]);
void record_pass(struct record *record, struct wire *wire, const struct pollfd polls[RECORD_POLLS]);
// After the program's end, when nobody here holds its ends any more: what it said last still reaches its partner.
bool record_finish(struct record *record, struct wire *wire);
#endif
