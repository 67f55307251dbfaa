// tries: spread a spin over threads, each below the limit
// layer: cgroup cpu
// limits: cpu=200 wall=20000
// expect: limit cpu
// cpu: 200-700

#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static void *spin(void *nothing) {
  while (nothing == NULL) continue;
  return nothing;
}

int main(void) {
  pthread_t thread;
  for (int i = 0; i < 6; i++) pthread_create(&thread, NULL, spin, NULL);
  pause();
}
