// tries: wait for ever without using CPU time
// layer: launcher
// limits: wall=300
// expect: limit wall

#define _GNU_SOURCE
#include <unistd.h>

int main(void) {
  pause();
}
