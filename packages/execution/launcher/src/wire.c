#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bytes.h"
#include "fault.h"

void wire_init(struct wire *wire, int in, int out) {
  wire->in = in;
  wire->out = out;
  struct stat info;
  wire->out_is_socket = fstat(out, &info) == 0 && S_ISSOCK(info.st_mode);
  // A pipe's end is ours alone, so making it non-blocking disturbs nobody.
  if (!wire->out_is_socket && fcntl(out, F_SETFL, O_NONBLOCK) < 0) die("make stdout non-blocking");
  wire->in_start = wire->in_end = 0;
  wire->out_start = wire->out_end = 0;
  wire->body_left = 0;
}

// Bytes from the buffer first, then from the connection; 0 at its end.
static ssize_t take(struct wire *wire, void *buffer, size_t size) {
  if (wire->in_start == wire->in_end) {
    if (size >= sizeof wire->input) return read(wire->in, buffer, size);
    ssize_t got = read(wire->in, wire->input, sizeof wire->input);
    if (got <= 0) return got;
    wire->in_start = 0;
    wire->in_end = (size_t)got;
  }
  size_t held = wire->in_end - wire->in_start;
  size_t taken = held < size ? held : size;
  memcpy(buffer, wire->input + wire->in_start, taken);
  wire->in_start += taken;
  return (ssize_t)taken;
}

static ssize_t take_all(struct wire *wire, void *buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t got = take(wire, (char *)buffer + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += (size_t)got;
  }
  return (ssize_t)done;
}

bool parse_frame_header(const unsigned char bytes[FRAME_HEADER_BYTES], struct frame *frame) {
  struct reader reader = {.at = bytes, .left = FRAME_HEADER_BYTES};
  frame->type = (uint8_t)read_number(&reader, 1);
  uint64_t reserved = read_number(&reader, 3);
  frame->head_bytes = (uint32_t)read_number(&reader, 4);
  frame->body_bytes = (uint32_t)read_number(&reader, 4);
  return reserved == 0 && frame->head_bytes <= MAX_HEAD_BYTES && frame->body_bytes <= MAX_BODY_BYTES;
}

bool wire_next(struct wire *wire, struct frame *frame) {
  unsigned char header[FRAME_HEADER_BYTES];
  ssize_t got = take_all(wire, header, sizeof header);
  if (got == 0) return fail_with("end of connection", 0);
  if (got != (ssize_t)sizeof header) return fail_with("read frame header", got < 0 ? errno : EPROTO);
  if (!parse_frame_header(header, frame)) return fail_with("parse frame header", EPROTO);
  got = take_all(wire, wire->head, frame->head_bytes);
  if (got != (ssize_t)frame->head_bytes) return fail_with("read frame head", got < 0 ? errno : EPROTO);
  wire->body_left = frame->body_bytes;
  return true;
}

ssize_t wire_body(struct wire *wire, void *buffer, size_t size) {
  if (size > wire->body_left) size = wire->body_left;
  if (size == 0) return 0;
  ssize_t got;
  do got = take(wire, buffer, size);
  while (got < 0 && errno == EINTR);
  if (got <= 0) return -1;
  wire->body_left -= (uint32_t)got;
  return got;
}

bool wire_skip_body(struct wire *wire) {
  unsigned char sink[4096];
  ssize_t got;
  do got = wire_body(wire, sink, sizeof sink);
  while (got > 0);
  return got == 0;
}

size_t wire_room(const struct wire *wire) { return sizeof wire->output - (wire->out_end - wire->out_start); }

bool wire_has_output(const struct wire *wire) { return wire->out_end > wire->out_start; }

// One attempt; 0 when the client takes nothing now.
static ssize_t push(struct wire *wire) {
  size_t size = wire->out_end - wire->out_start;
  const unsigned char *bytes = wire->output + wire->out_start;
  ssize_t sent = wire->out_is_socket ? send(wire->out, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT) : write(wire->out, bytes, size);
  if (sent < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  wire->out_start += (size_t)sent;
  if (wire->out_start == wire->out_end) wire->out_start = wire->out_end = 0;
  return sent;
}

bool wire_try_flush(struct wire *wire) {
  while (wire_has_output(wire)) {
    ssize_t sent = push(wire);
    if (sent < 0) return fail("send to client");
    if (sent == 0) return true;
  }
  return true;
}

bool wire_flush(struct wire *wire) {
  while (true) {
    if (!wire_try_flush(wire)) return false;
    if (!wire_has_output(wire)) return true;
    struct pollfd ready = {.fd = wire->out, .events = POLLOUT};
    if (poll(&ready, 1, -1) < 0 && errno != EINTR) return fail("poll client");
  }
}

static void make_room(struct wire *wire) {
  if (wire->out_start == 0) return;
  memmove(wire->output, wire->output + wire->out_start, wire->out_end - wire->out_start);
  wire->out_end -= wire->out_start;
  wire->out_start = 0;
}

bool wire_send_bytes(struct wire *wire, const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  while (size > 0) {
    if (wire->out_end == sizeof wire->output) make_room(wire);
    if (wire->out_end == sizeof wire->output && !wire_flush(wire)) return false;
    size_t room = sizeof wire->output - wire->out_end;
    size_t part = size < room ? size : room;
    memcpy(wire->output + wire->out_end, at, part);
    wire->out_end += part;
    at += part;
    size -= part;
  }
  return true;
}

bool wire_send(struct wire *wire, uint8_t type, const void *head, size_t head_bytes, uint32_t body_bytes) {
  unsigned char header[FRAME_HEADER_BYTES] = {type};
  put_number(put_number(header + 4, head_bytes, 4), body_bytes, 4);
  return wire_send_bytes(wire, header, sizeof header) && wire_send_bytes(wire, head, head_bytes);
}

bool wire_send_fault(struct wire *wire) {
  unsigned char head[9 + sizeof last_fault.step + 1];
  size_t length = strlen(last_fault.step);
  unsigned char *at = put_number(head, last_fault.retire, 1);
  at = put_number(at, (uint32_t)last_fault.error, 4);
  at = put_number(at, length, 4);
  memcpy(at, last_fault.step, length + 1);
  return wire_send(wire, FRAME_FAULT, head, 9 + length + 1, 0) && wire_flush(wire);
}
