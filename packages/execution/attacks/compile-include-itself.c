// tries: have the compiler include a file in itself for ever
// layer: cgroup cpu
// profile: compiler
// limits: cpu=8000 wall=40000 memory=256
// expect: exited 1 | limit cpu | limit memory

#include __FILE__
#include __FILE__

int main(void) {
  return 0;
}
