// The native home: serves lanes on a socket, and is the parent of the service that uses them.
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "address.h"
#include "cgroup.h"
#include "fault.h"
#include "keeper.h"
#include "service.h"
#include "switchboard.h"

// Three for each of a worker's lanes: the submission's side, the one beside it, and their courier.
enum { MAX_SLOTS = 192 };

struct host {
  struct cgroup_home home;
  struct service service;
  int listener;
  int signals;
  unsigned random;
  pid_t keepers[MAX_SLOTS];
  int boards[MAX_SLOTS];
  pid_t command;
  int command_status;
  bool stopping;
};

static int open_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  if (sigprocmask(SIG_BLOCK, &set, NULL) < 0) die("block signals");
  int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) die("signalfd");
  return fd;
}

static int free_slot(const struct host *host) {
  for (int slot = 0; slot < MAX_SLOTS; slot++)
    if (host->keepers[slot] == 0) return slot;
  return -1;
}

static bool is_welcome(const struct host *host, int connection) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) return false;
  return peer.uid == geteuid() || peer.uid == 0 || (host->service.has_user && peer.uid == host->service.account.uid);
}

__attribute__((noreturn)) static void become_keeper(struct host *host, int connection, int slot, int board) {
  sigset_t none;
  struct keeper_setting setting = {.home = &host->home, .service = &host->service, .launcher = getppid(), .random = host->random, .slot = (unsigned)slot, .board = board};
  for (int other = 0; other < MAX_SLOTS; other++)
    if (host->boards[other] >= 0) close(host->boards[other]);
  close(host->listener);
  close(host->signals);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  keeper_main(connection, &setting);
}

static void accept_lane(struct host *host) {
  int connection = accept4(host->listener, NULL, NULL, SOCK_CLOEXEC);
  if (connection < 0) return;
  int slot = host->stopping || !is_welcome(host, connection) ? -1 : free_slot(host);
  int board = -1, lane_board = -1;
  pid_t pid = slot < 0 || !switchboard_open(&board, &lane_board) ? -1 : fork();
  if (pid == 0) {
    close(board);
    become_keeper(host, connection, slot, lane_board);
  }
  if (pid > 0) host->keepers[slot] = pid, host->boards[slot] = board;
  else if (board >= 0) close(board);
  if (lane_board >= 0) close(lane_board);
  close(connection);
}

static bool has_keepers(const struct host *host) {
  for (int slot = 0; slot < MAX_SLOTS; slot++)
    if (host->keepers[slot] != 0) return true;
  return false;
}

static void close_board(struct host *host, int slot) {
  if (host->boards[slot] >= 0) close(host->boards[slot]);
  host->boards[slot] = -1;
}

static void collect(struct host *host) {
  pid_t pid;
  int status;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    if (pid == host->command) host->command = 0, host->command_status = status, host->stopping = true;
    for (int slot = 0; slot < MAX_SLOTS; slot++)
      if (host->keepers[slot] == pid) {
        host->keepers[slot] = 0;
        close_board(host, slot);
      }
  }
}

// The service ends first and closes its lanes itself; without one, the lanes are ended here.
static void pass_on(struct host *host, int number) {
  if (host->service.command == NULL) host->stopping = true;
  else if (host->command > 0) kill(host->command, number);
}

static void take_signals(struct host *host) {
  struct signalfd_siginfo info;
  while (read(host->signals, &info, sizeof info) == (ssize_t)sizeof info)
    if (info.ssi_signo == SIGCHLD) collect(host);
    else pass_on(host, (int)info.ssi_signo);
}

static void end_lanes(const struct host *host) {
  for (int slot = 0; slot < MAX_SLOTS; slot++)
    // Whoever was stopped ends as well: a courier is its client's user.
    if (host->keepers[slot] != 0) kill(host->keepers[slot], SIGTERM), kill(host->keepers[slot], SIGCONT);
}

// A call to nobody, or to one who takes none, is dropped: the runs that wait for it end by their own limits.
static void connect_calls(struct host *host, int slot) {
  struct call call;
  int got;
  while ((got = switchboard_receive(host->boards[slot], &call)) > 0) {
    if (call.slot < MAX_SLOTS && host->boards[call.slot] >= 0) switchboard_send(host->boards[call.slot], &call);
    switchboard_drop(&call);
  }
  // Its keeper lives on for a while, and polling the dead end would burn a processor until then.
  if (got < 0) close_board(host, slot);
}

static void take_calls(struct host *host, const struct pollfd polls[MAX_SLOTS]) {
  for (int slot = 0; slot < MAX_SLOTS; slot++)
    if (polls[slot].revents & POLLIN) connect_calls(host, slot);
}

enum { POLL_SIGNALS, POLL_LISTENER, POLL_PARENT, POLL_BOARDS };

static void serve(struct host *host) {
  bool ending = false;
  while (!host->stopping || has_keepers(host)) {
    if (host->stopping && !ending) end_lanes(host), ending = true;
    struct pollfd polls[POLL_BOARDS + MAX_SLOTS];
    polls[POLL_SIGNALS] = (struct pollfd){.fd = host->signals, .events = POLLIN};
    polls[POLL_LISTENER] = (struct pollfd){.fd = host->stopping ? -1 : host->listener, .events = POLLIN};
    // Without a command, the end of stdin is the end of whoever started us.
    polls[POLL_PARENT] = (struct pollfd){.fd = host->stopping || host->service.command ? -1 : 0, .events = POLLIN};
    for (int slot = 0; slot < MAX_SLOTS; slot++) polls[POLL_BOARDS + slot] = (struct pollfd){.fd = host->boards[slot], .events = POLLIN};
    if (poll(polls, POLL_BOARDS + MAX_SLOTS, -1) < 0 && errno != EINTR) die("poll");
    take_calls(host, polls + POLL_BOARDS);
    if (polls[POLL_LISTENER].revents) accept_lane(host);
    if (polls[POLL_PARENT].revents) {
      char sink[256];
      if (read(0, sink, sizeof sink) <= 0) host->stopping = true;
    }
    take_signals(host);
  }
}

int host_main(int argc, char **argv) {
  static struct host host;
  for (int slot = 0; slot < MAX_SLOTS; slot++) host.boards[slot] = -1;
  struct address address;
  if (!service_parse(argc, argv, &host.service)) return 2;
  if (getrandom(&host.random, sizeof host.random, 0) != (ssize_t)sizeof host.random) die("getrandom");
  cgroup_find_home(&host.home, true);
  cgroup_sweep(&host.home);
  host.signals = open_signals();
  host.listener = address_listen(&address);
  if (host.listener < 0) die("listen");
  if (host.service.command) host.command = service_start(&host.service, address.text);
  else if (printf("%s\n", address.text) < 0 || fflush(stdout) != 0) die("print address");
  serve(&host);
  if (!host.service.command) return 0;
  return WIFSIGNALED(host.command_status) ? 128 + WTERMSIG(host.command_status) : WEXITSTATUS(host.command_status);
}
