// tries: have the compiler show its caller's environment and memory
// layer: pid namespace
// profile: compiler
// expect: exited 1
// says: /proc/1/environ: (No such file or directory|Permission denied)

#include "/proc/1/environ"

int main(void) {
  return 0;
}
