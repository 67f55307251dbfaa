// What is set once per lane and inherited by every program in it.
#ifndef CONSTANTS_H
#define CONSTANTS_H
#include "lane.h"

bool constants_take_limits(void);
// None ignored, none blocked, however the launcher was started: a shell's background job ignores SIGINT and SIGQUIT.
bool constants_reset_signals(void);
// Empties the capability bounding and ambient sets and forbids new privileges by exec.
bool constants_drop_privileges(void);
// /dev/null on 0, 1 and 2, which belong to programs.
bool constants_occupy_descriptors(struct lane *lane);
bool constants_compile_filters(struct lane *lane);
#endif
