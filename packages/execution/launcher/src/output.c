#include "output.h"

#include <fcntl.h>
#include <unistd.h>

#include "fault.h"

enum { PART_BYTES = 64 << 10 };

static bool open_stream(struct stream *stream) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return fail("pipe for output");
  stream->reader = ends[0];
  stream->writer = ends[1];
  return true;
}

static void close_stream(struct stream *stream) {
  if (stream->reader > 0) close(stream->reader);
  if (stream->writer > 0) close(stream->writer);
}

bool output_open(struct output *output, bool captured) {
  output->out.reader = output->out.writer = -1;
  return (!captured || open_stream(&output->out)) && open_stream(&output->err);
}

void output_close(struct output *output) {
  close_stream(&output->out);
  close_stream(&output->err);
}

bool output_has_room(const struct output *output) { return wire_room(output->wire) >= 2 * (PART_BYTES + FRAME_HEADER_BYTES); }

static void pass_on(struct output *output, struct stream *stream, uint8_t type, uint64_t cap) {
  unsigned char part[PART_BYTES];
  ssize_t got = read(stream->reader, part, sizeof part);
  if (got <= 0) return;
  uint64_t room = cap - stream->bytes;
  uint64_t kept = (uint64_t)got <= room ? (uint64_t)got : room;
  if (kept < (uint64_t)got) stream->truncated = true;
  stream->bytes += kept;
  if (kept > 0 && wire_send(output->wire, type, NULL, 0, (uint32_t)kept)) wire_send_bytes(output->wire, part, (size_t)kept);
}

bool output_take_stdout(struct output *output) {
  pass_on(output, &output->out, FRAME_STDOUT, output->limits->stdout_bytes);
  return !output->out.truncated;
}

void output_take_stderr(struct output *output) { pass_on(output, &output->err, FRAME_STDERR, output->limits->stderr_bytes); }
