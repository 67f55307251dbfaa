// tries: use every other system call of the network, as if a socket had been left open
// layer: seccomp
// expect: exited 0
// prints: 10 of BLOCKED \w+: Operation not permitted

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  char buffer[16] = "";
  TRY("socketpair", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, buffer));
  TRY("bind", syscall(SYS_bind, 3, buffer, sizeof buffer));
  TRY("connect", syscall(SYS_connect, 3, buffer, sizeof buffer));
  TRY("listen", syscall(SYS_listen, 3, 1));
  TRY("accept", syscall(SYS_accept, 3, 0, 0));
  TRY("sendto", syscall(SYS_sendto, 0, buffer, 1, 0, 0, 0));
  TRY("recvfrom", syscall(SYS_recvfrom, 0, buffer, 1, 0, 0, 0));
  TRY("sendmsg", syscall(SYS_sendmsg, 0, buffer, 0));
  TRY("setsockopt", syscall(SYS_setsockopt, 0, 1, 1, buffer, 4));
  TRY("shutdown", syscall(SYS_shutdown, 0, 2));
}
