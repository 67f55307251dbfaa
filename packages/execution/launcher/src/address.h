// Where lanes are to be had: an abstract socket, which no directory's permissions or leftovers can get in the way of. Its
// name cannot be guessed, and the host asks the kernel who connects.
#ifndef ADDRESS_H
#define ADDRESS_H
struct address {
  // As clients get it: `@` for the leading NUL.
  char text[128];
};
int address_listen(struct address *address);
#endif
