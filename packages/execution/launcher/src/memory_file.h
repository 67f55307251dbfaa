// What becomes a program's stdin: a file in memory that nobody can change any more.
#ifndef MEMORY_FILE_H
#define MEMORY_FILE_H
#include <stdbool.h>

// Empty and writable; -1 on a fault. Its pages are the memory of whoever writes them.
int memory_file_create(void);
// As it is, and to be read from its beginning.
bool memory_file_seal(int fd);
// A sealed one once more, at its beginning, and with mode and times as if it had just been made; -1 on a fault.
int memory_file_open(int fd);
#endif
