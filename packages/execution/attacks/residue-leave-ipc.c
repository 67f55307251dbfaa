// leaves: messages in every kind of IPC
// expect: exited 0
// prints: tried

#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
  shmget(0x0A77AC4, 4096, IPC_CREAT | 0666);
  semget(0x0A77AC4, 1, IPC_CREAT | 0666);
  msgget(0x0A77AC4, IPC_CREAT | 0666);
  syscall(SYS_mq_open, "attack-residue", O_RDWR | O_CREAT, 0666, NULL);
  shm_open("/attack-residue", O_RDWR | O_CREAT, 0666);
  syscall(SYS_add_key, "user", "attack-residue", "x", 1, -5);
  puts("tried");
}
