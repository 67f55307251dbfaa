#include "keeper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "courier.h"
#include "fault.h"
#include "zygote.h"

static struct lane lane;

static bool receive_first(struct frame *frame) {
  // Whoever connects must say what it wants soon; afterwards a lane may wait for its next request for ever.
  struct timeval patience = {.tv_sec = 10}, forever = {0};
  if (setsockopt(lane.wire.in, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0) return fail("set receive timeout");
  if (!wire_next(&lane.wire, frame)) return false;
  if ((frame->type != FRAME_HELLO && frame->type != FRAME_COURIER) || frame->body_bytes != 0) return fail_with("expect hello", EPROTO);
  return setsockopt(lane.wire.in, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever) == 0 || fail("clear receive timeout");
}

static void block_signals(sigset_t *signals) {
  sigemptyset(signals);
  sigaddset(signals, SIGCHLD);
  sigaddset(signals, SIGTERM);
  sigaddset(signals, SIGINT);
  sigaddset(signals, SIGHUP);
}

// Until the zygote is gone; told to end, it ends the zygote, with which its whole pid namespace goes.
static void wait_for(pid_t zygote, const sigset_t *signals) {
  while (true) {
    if (waitpid(zygote, NULL, WNOHANG) != 0) return;
    int number = sigwaitinfo(signals, NULL);
    if (number > 0 && number != SIGCHLD) kill(zygote, SIGKILL);
  }
}

static bool kernel_is_at_least(int major, int minor) {
  struct utsname name;
  int has_major = 0, has_minor = 0;
  if (uname(&name) < 0 || sscanf(name.release, "%d.%d", &has_major, &has_minor) != 2) return false;
  return has_major > major || (has_major == major && has_minor >= minor);
}

// While the host's links still lead where they should.
static void resolve_mounts(struct hello *hello) {
  for (uint32_t i = 0; i < hello->mount_count; i++) {
    const char *resolved = realpath(hello->mounts[i].from, NULL);
    if (resolved) hello->mounts[i].from = resolved;
  }
}

static bool make_lane(const struct keeper_setting *setting, size_t head_bytes, struct hello *hello, struct identity *identity) {
  char name[64];
  snprintf(name, sizeof name, "codearena-%d-%08x-%u", (int)setting->launcher, setting->random, setting->slot);
  *identity = identity_of(setting->launcher, setting->slot);
  lane.native = true;
  lane.board = setting->board;
  lane.slot = setting->slot;
  lane.separate_identity = identity->separate;
  lane.counts_own_processes = !identity->separate && kernel_is_at_least(5, 14);
  if (!decode_hello(lane.wire.head, head_bytes, hello)) return false;
  resolve_mounts(hello);
  return cgroup_create(&lane.cgroup, setting->home, name, identity->zygote);
}

static bool raise_zygote(const struct hello *hello, const struct identity *identity, const sigset_t *signals, const sigset_t *before) {
  int sync[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sync) < 0) return fail("socketpair");
  if (sigprocmask(SIG_BLOCK, signals, NULL) < 0) return fail("block signals");
  pid_t zygote = zygote_start(&lane, hello, identity, sync[1], before);
  if (zygote < 0) return false;
  close(sync[1]);
  close(lane.board);
  // A failure in there was told to the client by the zygote.
  zygote_map(identity, zygote, sync[0]);
  wait_for(zygote, signals);
  return true;
}

static void keep_lane(const struct keeper_setting *setting, size_t head_bytes) {
  struct hello hello;
  struct identity identity;
  sigset_t signals, before;
  block_signals(&signals);
  sigemptyset(&before);
  bool raised = make_lane(setting, head_bytes, &hello, &identity) && raise_zygote(&hello, &identity, &signals, &before);
  if (!raised) wire_send_fault(&lane.wire);
  cgroup_remove(&lane.cgroup);
}

void keeper_main(int connection, const struct keeper_setting *setting) {
  const struct courier_setting courier = {.service = setting->service, .slot = setting->slot, .launcher = setting->launcher, .board = setting->board};
  struct frame frame;
  // A launcher that is killed takes its keepers along, which then clean up.
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 || getppid() != setting->launcher) exit(1);
  // Away from the terminal's Ctrl-C: lanes end when the service or the launcher ends them.
  if (setsid() < 0) exit(1);
  wire_init(&lane.wire, connection, connection);
  if (!receive_first(&frame)) wire_send_fault(&lane.wire);
  else if (frame.type == FRAME_COURIER) courier_serve(&lane.wire, frame.head_bytes, &courier);
  else keep_lane(setting, frame.head_bytes);
  // Only now does the connection end: to the client that means that nothing of the lane is left.
  exit(0);
}
