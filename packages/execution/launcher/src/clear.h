#ifndef CLEAR_H
#define CLEAR_H
#include <stdbool.h>
// Removes everything below a directory without ever following a link.
bool clear_directory(const char *path);
// The same of an open directory, which it takes over.
bool clear_open_directory(int directory);
#endif
