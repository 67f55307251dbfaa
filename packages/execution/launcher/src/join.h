// A program's stdin and stdout when they are another lane's program: two pipes between the two, and nobody in between.
#ifndef JOIN_H
#define JOIN_H
#include <stdbool.h>

#include "lane.h"

// What becomes the program's stdin and stdout.
struct joint {
  int input, output;
};

// Also whoever opens /dev/stdin anew may.
bool joint_pipe(int ends[2]);

// For the command that leads or follows; both ends are the caller's to close.
bool join_lanes(struct lane *lane, struct joint *joint);
#endif
