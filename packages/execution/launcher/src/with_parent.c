// Becomes a command that gets a signal when its parent dies, however the parent dies.
#include "with_parent.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fault.h"

static int signal_number(const char *name) {
  static const struct {
    const char *name;
    int number;
  } SIGNALS[] = {{"TERM", SIGTERM}, {"QUIT", SIGQUIT}, {"INT", SIGINT}, {"KILL", SIGKILL}, {"HUP", SIGHUP}};
  for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
    if (strcmp(name, SIGNALS[i].name) == 0) return SIGNALS[i].number;
  return -1;
}

int with_parent_main(int argc, char **argv) {
  pid_t parent = getppid();
  int number = SIGTERM, at = 0;
  if (argc >= 2 && strcmp(argv[0], "--signal") == 0) number = signal_number(argv[1]), at = 2;
  if (number < 0 || at + 1 >= argc || strcmp(argv[at], "--") != 0) {
    fprintf(stderr, "usage: codearena-launcher with-parent [--signal TERM|QUIT|INT|KILL|HUP] -- COMMAND ARGS...\n");
    return 2;
  }
  if (prctl(PR_SET_PDEATHSIG, number) < 0) die("set parent death signal");
  // It may have died before the line above.
  if (getppid() != parent) return 125;
  execvp(argv[at + 1], argv + at + 1);
  die(argv[at + 1]);
}
