// tries: talk to others by POSIX IPC
// layer: seccomp
// expect: exited 0
// prints: BLOCKED mq_open: Operation not permitted
// prints: BLOCKED mq_unlink: Operation not permitted
// prints: BLOCKED shm_open: (No such file or directory|Read-only file system)
// prints: BLOCKED sem_open: (No such file or directory|Read-only file system|Function not implemented)

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(what, call) (errno = 0, (long)(call) < 0 ? printf("BLOCKED %s: %s\n", what, strerror(errno)) : printf("ESCAPED %s\n", what))

int main(void) {
  TRY("mq_open", syscall(SYS_mq_open, "attack", 0102, 0666, 0));
  TRY("mq_unlink", syscall(SYS_mq_unlink, "attack"));
  TRY("shm_open", shm_open("/attack", O_RDWR | O_CREAT, 0666));
  TRY("sem_open", sem_open("/attack", O_CREAT, 0666, 1) == SEM_FAILED ? -1 : 0);
}
