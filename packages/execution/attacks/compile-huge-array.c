// tries: have the compiler write a program of many gigabytes
// layer: resource limits
// profile: compiler
// limits: scratch=64 cpu=3000 wall=30000
// expect: exited 1 | exited 4 | limit memory | limit cpu

char big[1l << 36] = {1};

int main(void) {
  return big[5];
}
