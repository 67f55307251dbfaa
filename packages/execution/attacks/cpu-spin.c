// tries: run for ever and ignore every signal
// layer: cgroup cpu
// quick
// limits: cpu=200 wall=20000
// expect: limit cpu
// cpu: 200-700

#define _GNU_SOURCE
#include <signal.h>

int main(void) {
  for (int number = 1; number < 65; number++) signal(number, SIG_IGN);
  while (1) continue;
}
