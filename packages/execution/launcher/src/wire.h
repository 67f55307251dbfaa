// Frames on a lane's connection. PROTOCOL.md says what they mean; this is how they travel.
#ifndef WIRE_H
#define WIRE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { PROTOCOL_VERSION = 3 };
enum {
  FRAME_HEADER_BYTES = 12,
  MAX_HEAD_BYTES = 1 << 20,
  MAX_BODY_BYTES = 1 << 30,
  INPUT_BUFFER_BYTES = 64 << 10,
  OUTPUT_BUFFER_BYTES = 256 << 10,
};

enum frame_type {
  FRAME_HELLO = 1,
  FRAME_WRITE = 2,
  FRAME_SNAPSHOT = 3,
  FRAME_RUN = 4,
  FRAME_RESET = 5,
  FRAME_DIRECTORY = 6,
  FRAME_COURIER = 7,
  FRAME_BRING = 8,

  FRAME_READY = 65,
  FRAME_DONE = 66,
  FRAME_FAULT = 67,
  FRAME_FILE = 68,
  FRAME_STDOUT = 69,
  FRAME_STDERR = 70,
  FRAME_RESULT = 71,
  FRAME_SAID = 72,
  FRAME_HEARD = 73,
};

struct frame {
  uint8_t type;
  uint32_t head_bytes;
  uint32_t body_bytes;
};

struct wire {
  int in;
  int out;
  bool out_is_socket;
  size_t in_start, in_end;
  size_t out_start, out_end;
  // What of the current frame's body has not been taken yet.
  uint32_t body_left;
  unsigned char input[INPUT_BUFFER_BYTES];
  unsigned char output[OUTPUT_BUFFER_BYTES];
  unsigned char head[MAX_HEAD_BYTES];
};

void wire_init(struct wire *wire, int in, int out);

// The next frame with its head in wire->head. False at the end of the connection or when the frame breaks the
// protocol; last_fault.error is 0 at a clean end.
bool wire_next(struct wire *wire, struct frame *frame);
bool parse_frame_header(const unsigned char bytes[FRAME_HEADER_BYTES], struct frame *frame);

// Up to `size` bytes of the current body; 0 at its end, -1 when the connection ended before.
ssize_t wire_body(struct wire *wire, void *buffer, size_t size);
bool wire_skip_body(struct wire *wire);

// Appends to the output buffer; sends when it is full, waiting for the client.
bool wire_send(struct wire *wire, uint8_t type, const void *head, size_t head_bytes, uint32_t body_bytes);
bool wire_send_bytes(struct wire *wire, const void *bytes, size_t size);
bool wire_flush(struct wire *wire);

// For use while a program runs: never waits.
size_t wire_room(const struct wire *wire);
bool wire_try_flush(struct wire *wire);
bool wire_has_output(const struct wire *wire);

bool wire_send_fault(struct wire *wire);
#endif
