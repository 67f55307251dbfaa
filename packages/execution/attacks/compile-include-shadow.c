// tries: have the compiler show the host's passwords in its messages
// layer: root file system
// profile: compiler
// quick
// expect: exited 1
// says: /etc/shadow: No such file or directory

#include </etc/shadow>

int main(void) {
  return 0;
}
