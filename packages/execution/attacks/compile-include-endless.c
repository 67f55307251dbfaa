// tries: have the compiler read a file without end
// layer: cgroup memory
// profile: compiler
// limits: memory=128 cpu=3000 wall=30000
// expect: limit memory | limit cpu | exited 1

#include "/dev/zero"

int main(void) {
  return 0;
}
