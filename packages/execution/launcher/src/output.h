// stdout and stderr of a program: pipes that are always drained, capped, and passed on as frames.
#ifndef OUTPUT_H
#define OUTPUT_H
#include <stdbool.h>
#include <stdint.h>

#include "record.h"
#include "request.h"
#include "wire.h"

struct stream {
  int reader, writer;
  uint64_t bytes;
  bool truncated;
};

struct output {
  struct wire *wire;
  const struct limits *limits;
  struct stream out, err;
  // Of a conversation that is written down; NULL otherwise.
  struct record *record;
};

// Without `captured`, stdout is not ours to read.
bool output_open(struct output *output, bool captured);
void output_close(struct output *output);
// Room for one more read of each stream; otherwise the program waits for the client.
bool output_has_room(const struct output *output);
// Reads what is there once. False when the stream must not go on (stdout past its cap).
bool output_take_stdout(struct output *output);
void output_take_stderr(struct output *output);
#endif
