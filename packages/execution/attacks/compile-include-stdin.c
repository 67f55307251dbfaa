// tries: have the compiler read the judge's own input
// layer: launcher
// profile: compiler
// limits: wall=8000
// expect: exited 0 | exited 1

#include "/dev/stdin"

int main(void) {
  return 0;
}
