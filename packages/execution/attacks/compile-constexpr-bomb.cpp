// tries: have the compiler compute for ever
// layer: cgroup cpu
// profile: compiler
// limits: cpu=1500 wall=30000 memory=256
// expect: limit cpu | limit memory | exited 1

constexpr unsigned long spin(unsigned long n) {
  unsigned long sum = 0;
  for (unsigned long i = 0; i < n; i++)
    for (unsigned long j = 0; j < 200000; j++) sum += i ^ j;
  return sum;
}

static_assert(spin(200000) + spin(200001) > 0);

int main() {
}
