#ifndef STDIN_FILE_H
#define STDIN_FILE_H
#include "lane.h"
// The request's body, or what a courier brings, as a sealed file, positioned at its start; -1 in *fd for an empty body.
bool stdin_take(struct lane *lane, uint32_t bytes, int *fd);
#endif
