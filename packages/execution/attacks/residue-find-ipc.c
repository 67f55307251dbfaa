// tries: find another program's messages in every kind of IPC
// layer: IPC namespace
// after: residue-leave-ipc
// expect: exited 0
// prints: 4 of BLOCKED \w+: (Operation not permitted|No such file or directory)
// prints: BLOCKED shm_open: No such file or directory
// prints: BLOCKED key: (Operation not permitted|Required key not available)

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("shmget", shmget(0x0A77AC4, 0, 0));
  TRY("semget", semget(0x0A77AC4, 0, 0));
  TRY("msgget", msgget(0x0A77AC4, 0));
  TRY("mq_open", syscall(SYS_mq_open, "attack-residue", O_RDWR, 0, NULL));
  TRY("shm_open", shm_open("/attack-residue", O_RDWR, 0));
  TRY("key", syscall(SYS_request_key, "user", "attack-residue", NULL, -5));
}
