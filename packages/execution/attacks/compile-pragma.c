// tries: have the compiler run or load something of the program
// layer: seccomp
// profile: compiler
// expect: exited 1
// says: /etc/shadow: No such file or directory

#pragma GCC optimize("-fplugin=/box/attack.so")
#pragma GCC dependency "/etc/shadow"

int main(void) {
  return 0;
}
