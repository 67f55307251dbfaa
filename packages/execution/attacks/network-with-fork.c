// tries: reach something by local, abstract, netlink and vsock sockets where helpers may be started
// layer: seccomp
// fork: yes
// expect: exited 0
// prints: BLOCKED abstract: Operation not permitted
// prints: BLOCKED netlink: Operation not permitted
// prints: BLOCKED vsock: Operation not permitted
// prints: BLOCKED packet: Operation not permitted
// prints: BLOCKED internet: Operation not permitted
// prints: BLOCKED pair of internet: Operation not permitted
// prints: BLOCKED filter on a pair: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  int pair[2];
  TRY("abstract", socket(AF_UNIX, SOCK_STREAM, 0));
  TRY("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
  TRY("vsock", socket(40, SOCK_STREAM, 0));
  TRY("packet", socket(AF_PACKET, SOCK_RAW, 0));
  TRY("internet", socket(AF_INET, SOCK_STREAM, 0));
  TRY("pair of internet", socketpair(AF_INET, SOCK_STREAM, 0, pair));
  struct sock_filter all = {BPF_RET | BPF_K, 0, 0, 0xffff};
  struct sock_fprog program = {1, &all};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0) return 1;
  TRY("filter on a pair", setsockopt(pair[0], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}
