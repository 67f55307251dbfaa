#include "courier.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "kept_files.h"
#include "memory_file.h"
#include "processor.h"
#include "request.h"
#include "switchboard.h"

enum { KEPT_FOR_MS = 10000, BETWEEN_DROPS_MS = 100 };
// Of the host's slots, so many are for lanes: they come before couriers, without which everything works as well.
enum { LANE_SLOTS = 128 };

// Whatever the client could not open itself, the courier cannot open for it. Of an ordinary user's launcher it is that user
// already, and who is root gains nothing by it.
static bool become_client(int connection, const struct service *service) {
  struct ucred client;
  socklen_t size = sizeof client;
  if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &client, &size) < 0) return fail("ask for client");
  if (geteuid() != 0 || client.uid == 0) return true;
  return service_become_user(service);
}

// Set after the change of identity, which clears the one and can set the other. The directory was the launcher's.
static bool settle(const struct courier_setting *to) {
  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) < 0) return fail("unblock signals");
  if (prctl(PR_SET_DUMPABLE, 0) < 0) return fail("set undumpable");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return fail("set no_new_privs");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return fail("set parent death signal");
  if (chdir("/") < 0) return fail("leave directory");
  // Nobody calls a courier.
  if (shutdown(to->board, SHUT_RD) < 0) return fail("close own calls");
  return getppid() == to->launcher || fail_with("find launcher", ESRCH);
}

static bool is_wanted(const struct errand *errand, const struct stat *info) {
  return S_ISREG(info->st_mode) && info->st_dev == errand->device && info->st_ino == errand->inode && (uint64_t)info->st_size == errand->bytes &&
         info->st_size > 0 && info->st_size <= MAX_BODY_BYTES;
}

// Opening must not wait for a pipe's other end, nor begin anything on a device that is there by mistake.
static int open_source(const struct errand *errand, struct stat *info) {
  int fd = open(errand->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) return fail("open stdin"), -1;
  if (fstat(fd, info) == 0 && is_wanted(errand, info)) return fd;
  close(fd);
  return fail_with("open stdin", EINVAL), -1;
}

static bool fill(int memory, int source, off_t bytes) {
  while (bytes > 0) {
    ssize_t sent = sendfile(memory, source, NULL, (size_t)bytes);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return fail("copy stdin");
    if (sent == 0) return fail_with("copy stdin", EPIPE);
    bytes -= sent;
  }
  return true;
}

static int copy_of(int source, off_t bytes) {
  int memory = memory_file_create();
  if (memory < 0 || (fill(memory, source, bytes) && memory_file_seal(memory))) return memory;
  close(memory);
  return -1;
}

// For one program, with a position of its own.
static int memory_of(int source, const struct stat *info) {
  int kept = kept_files_find(info);
  if (kept >= 0) return memory_file_open(kept);
  int made = copy_of(source, info->st_size);
  if (made < 0) return -1;
  int opened = memory_file_open(made);
  if (!kept_files_add(info, made)) close(made);
  return opened;
}

static int fetch(const struct errand *errand) {
  struct stat info;
  int source = open_source(errand, &info);
  if (source < 0) return -1;
  int memory = memory_of(source, &info);
  close(source);
  return memory;
}

static bool run_errand(const struct errand *errand, int board) {
  struct call call = {.slot = errand->slot, .token = errand->token, .count = 1, .ends = {fetch(errand)}};
  if (call.ends[0] < 0) return false;
  bool sent = switchboard_send(board, &call);
  switchboard_drop(&call);
  return sent;
}

static bool answer(struct wire *wire, const struct frame *frame, int board) {
  struct errand errand;
  if (frame->type != FRAME_BRING) return fail_with("unknown request", EPROTO), wire_send_fault(wire) && false;
  bool done = decode_errand(wire->head, frame->head_bytes, &errand) && run_errand(&errand, board);
  if (!done) return wire_send_fault(wire);
  return wire_send(wire, FRAME_DONE, NULL, 0, 0) && wire_flush(wire);
}

static bool prepare(const struct wire *wire, size_t head_bytes, const struct courier_setting *to) {
  uint32_t lane;
  unsigned processors;
  if (to->slot >= LANE_SLOTS) return fail_with("find a slot for a courier", EAGAIN);
  if (!decode_courier(wire->head, head_bytes, &lane)) return false;
  // Where the lane's programs run, which wait for it: what it copies is in that processor's caches.
  return become_client(wire->in, to->service) && settle(to) && processor_pin(lane, &processors);
}

// Until the client wants something. What nobody has asked for in a while is forgotten, file by file: giving back much memory
// at once would hold up the lane's program.
static void rest(const struct wire *wire) {
  struct pollfd request = {.fd = wire->in, .events = POLLIN};
  int patience = KEPT_FOR_MS;
  while (wire->in_start == wire->in_end && kept_files_are_any() && poll(&request, 1, patience) == 0) {
    kept_files_drop_one();
    patience = BETWEEN_DROPS_MS;
  }
}

void courier_serve(struct wire *wire, size_t head_bytes, const struct courier_setting *to) {
  struct frame frame;
  if (!prepare(wire, head_bytes, to)) return (void)wire_send_fault(wire);
  if (!wire_send(wire, FRAME_DONE, NULL, 0, 0) || !wire_flush(wire)) return;
  do {
    rest(wire);
    if (!wire_next(wire, &frame) || !answer(wire, &frame, to->board)) return;
  } while (wire_skip_body(wire));
}
