#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "fault.h"

static const uint64_t TOLD_BYTES = 64 << 10;

static void open_passage(struct passage *passage, int from, int to, uint8_t type) {
  passage->from = from;
  passage->to = to;
  passage->type = type;
  passage->start = passage->end = 0;
}

static void end_passage(struct passage *passage) {
  if (passage->from < 0) return;
  close(passage->from);
  close(passage->to);
  passage->from = passage->to = -1;
}

static bool stop_waiting(const struct passage *passage) {
  return fcntl(passage->from, F_SETFL, O_NONBLOCK) == 0 && fcntl(passage->to, F_SETFL, O_NONBLOCK) == 0;
}

bool record_open(struct record *record, struct joint *joint) {
  int said[2], heard[2];
  if (!joint_pipe(said)) return false;
  if (!joint_pipe(heard)) return close(said[0]), close(said[1]), false;
  open_passage(&record->said, said[0], joint->output, FRAME_SAID);
  open_passage(&record->heard, joint->input, heard[1], FRAME_HEARD);
  joint->output = said[1];
  joint->input = heard[0];
  record->left = TOLD_BYTES;
  return (stop_waiting(&record->said) && stop_waiting(&record->heard)) || fail("open record");
}

void record_close(struct record *record) {
  end_passage(&record->said);
  end_passage(&record->heard);
}

static void tell(struct record *record, struct wire *wire, const struct passage *passage) {
  uint64_t bytes = passage->end, cost = bytes + FRAME_HEADER_BYTES;
  if (record->left < cost) {
    record->left = 0;
    return;
  }
  record->left -= cost;
  if (wire_send(wire, passage->type, NULL, 0, (uint32_t)bytes)) wire_send_bytes(wire, passage->bytes, bytes);
}

// Without anything to pass on, the other side is watched for its end alone.
static void fill(const struct passage *passage, struct pollfd polls[2]) {
  bool full = passage->start < passage->end;
  polls[0] = (struct pollfd){.fd = full ? -1 : passage->from, .events = POLLIN};
  polls[1] = (struct pollfd){.fd = passage->to, .events = full ? POLLOUT : 0};
}

void record_fill_polls(const struct record *record, struct pollfd polls[RECORD_POLLS]) {
  fill(&record->said, polls);
  fill(&record->heard, polls + 2);
}

static bool failed_for_now(void) { return errno == EAGAIN || errno == EINTR; }

static void read_on(struct record *record, struct wire *wire, struct passage *passage) {
  ssize_t got = read(passage->from, passage->bytes, sizeof passage->bytes);
  if (got < 0 && failed_for_now()) return;
  if (got <= 0) return end_passage(passage);
  passage->start = 0;
  passage->end = (unsigned)got;
  tell(record, wire, passage);
}

static void write_on(struct passage *passage) {
  ssize_t put = write(passage->to, passage->bytes + passage->start, passage->end - passage->start);
  if (put > 0) passage->start += (unsigned)put;
  else if (!failed_for_now()) end_passage(passage);
}

static void pass(struct record *record, struct wire *wire, struct passage *passage, const struct pollfd polls[2]) {
  if (passage->from < 0) return;
  if (polls[1].revents & POLLERR) return end_passage(passage);
  if (polls[0].revents) read_on(record, wire, passage);
  if (passage->start < passage->end) write_on(passage);
}

void record_pass(struct record *record, struct wire *wire, const struct pollfd polls[RECORD_POLLS]) {
  pass(record, wire, &record->said, polls);
  pass(record, wire, &record->heard, polls + 2);
}

bool record_finish(struct record *record, struct wire *wire) {
  while (record->said.from >= 0 || record->heard.from >= 0) {
    struct pollfd polls[RECORD_POLLS + 1];
    record_fill_polls(record, polls);
    polls[RECORD_POLLS] = (struct pollfd){.fd = wire->in, .events = POLLRDHUP};
    if (poll(polls, RECORD_POLLS + 1, -1) < 0 && errno != EINTR) return fail_for_good("poll partner");
    if (polls[RECORD_POLLS].revents & (POLLRDHUP | POLLHUP | POLLERR)) return fail_for_good("client went away");
    record_pass(record, wire, polls);
  }
  return true;
}
