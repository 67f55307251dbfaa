#include "switchboard.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fault.h"
#include "watch.h"

static const uint64_t PATIENCE_NS = 20ull * 1000000000;

struct letter {
  uint64_t token;
  uint32_t slot;
  uint32_t zero;
};

union control {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(MAX_ENDS * sizeof(int))];
};

bool switchboard_open(int *host_side, int *lane_side) {
  int sides[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, sides) < 0) return fail("socketpair for switchboard");
  *host_side = sides[0];
  *lane_side = sides[1];
  return true;
}

bool switchboard_send(int board, const struct call *call) {
  struct letter letter = {.token = call->token, .slot = call->slot};
  union control control = {0};
  struct iovec part = {.iov_base = &letter, .iov_len = sizeof letter};
  size_t ends_bytes = (size_t)call->count * sizeof *call->ends;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_SPACE(ends_bytes)};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(ends_bytes);
  memcpy(CMSG_DATA(header), call->ends, ends_bytes);
  return sendmsg(board, &message, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof letter || fail("call other lane");
}

// Also descriptors that do not belong to a whole call were received and have to be closed.
static bool take_ends(struct msghdr *message, struct call *call) {
  call->count = 0;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    for (size_t at = 0; CMSG_LEN(at + sizeof(int)) <= header->cmsg_len; at += sizeof(int)) {
      int end;
      memcpy(&end, CMSG_DATA(header) + at, sizeof end);
      if (call->count < MAX_ENDS) call->ends[call->count++] = end;
      else close(end);
    }
  }
  if (call->count > 0 && !(message->msg_flags & (MSG_TRUNC | MSG_CTRUNC))) return true;
  switchboard_drop(call);
  return false;
}

int switchboard_receive(int board, struct call *call) {
  struct letter letter = {0};
  union control control;
  struct iovec part = {.iov_base = &letter, .iov_len = sizeof letter};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.bytes};
  ssize_t got = recvmsg(board, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (got < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  if (got == 0) return -1;
  if (!take_ends(&message, call)) return 0;
  if (got != (ssize_t)sizeof letter) return switchboard_drop(call), 0;
  call->slot = letter.slot;
  call->token = letter.token;
  return 1;
}

void switchboard_drain(int board) {
  struct call call;
  while (switchboard_receive(board, &call) > 0) switchboard_drop(&call);
}

bool switchboard_await(int board, int client, uint64_t token, int count, struct call *call) {
  uint64_t deadline = watch_now() + PATIENCE_NS;
  while (true) {
    int got = switchboard_receive(board, call);
    if (got < 0) return fail_with("receive descriptors", ECONNRESET);
    if (got > 0 && call->token == token && call->count == count) return true;
    if (got > 0) switchboard_drop(call);
    struct pollfd polls[2] = {{.fd = board, .events = POLLIN}, {.fd = client, .events = POLLRDHUP}};
    uint64_t now = watch_now();
    if (now >= deadline) return fail_with("receive descriptors", ETIMEDOUT);
    if (poll(polls, 2, (int)((deadline - now) / 1000000) + 1) < 0 && errno != EINTR) return fail("wait for descriptors");
    if (polls[1].revents) return fail_with("client went away", ECONNRESET);
  }
}

void switchboard_drop(const struct call *call) {
  for (int i = 0; i < call->count; i++) close(call->ends[i]);
}
