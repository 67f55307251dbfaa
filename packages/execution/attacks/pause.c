// tries: wait for ever without using CPU time
// layer: launcher
// limits: wall=300
// expect: limit wall

#include <unistd.h>

int main(void) {
  pause();
}
