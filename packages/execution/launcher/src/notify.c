#include "notify.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>

uint64_t notify_refuse(int listener) {
  // The kernel's structures may be larger than those we were compiled with; it writes no more than its own size.
  union {
    struct seccomp_notif request;
    char room[512];
  } received;
  union {
    struct seccomp_notif_resp answer;
    char room[512];
  } sent;
  memset(&received, 0, sizeof received);
  memset(&sent, 0, sizeof sent);
  // Gone again: the program was killed meanwhile.
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &received.request) < 0) return 0;
  sent.answer.id = received.request.id;
  sent.answer.error = -ENOMEM;
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &sent.answer);
  return 1;
}
