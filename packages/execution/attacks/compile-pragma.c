// tries: have the compiler run or load something of the program
// layer: seccomp
// profile: compiler
// expect: exited 1
// says: attack

#pragma GCC poison attack
#pragma GCC dependency "/etc/shadow"
#pragma GCC optimize("-fplugin=/box/attack.so")

int attack;

int main(void) {
  return 0;
}
