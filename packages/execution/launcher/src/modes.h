// A container can mount nothing, so what its programs may not write is closed to them by modes: the files are theirs, but
// their filter gives them no call that changes a mode or a time.
#ifndef MODES_H
#define MODES_H
#include <stdbool.h>

// Of a directory and all below it. No program may be running.
bool modes_set_writable(int directory, bool writable);
#endif
