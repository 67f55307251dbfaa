// tries: have the assembler copy a secret file into the program
// layer: root file system
// profile: compiler
// expect: exited 1
// says: /etc/shadow

__asm__(".section .rodata\n.incbin \"/etc/shadow\"\n.text");

int main(void) {
  return 0;
}
