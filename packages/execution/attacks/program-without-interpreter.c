// tries: be a program that the kernel will not load, and have the judge take the blame
// layer: launcher
// expect: exited 126

const char interpreter[] __attribute__((section(".interp"), used)) = "/nothing/here";

int main(void) { return 0; }
