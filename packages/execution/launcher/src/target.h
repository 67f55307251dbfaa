// The birth of a program: the stub (pid 1 of a fresh pid namespace) and the target (pid 2), up to exec.
#ifndef TARGET_H
#define TARGET_H
#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

enum { MAX_TARGET_LIMITS = 8 };

struct target_limit {
  int resource;
  struct rlimit value;
};

// Filled by the zygote before, and by stub and target (which share its memory) during the launch.
struct launch {
  const char *path;
  const char *const *argv;
  const char *const *envp;
  // Where the program starts: a descriptor, or a path of our own where that is -1.
  int directory;
  const char *place;
  bool change_identity;
  uid_t uid;
  gid_t gid;
  // Descriptor of a writable /proc, or -1 where the OOM killer needs no hint.
  int proc;
  struct target_limit limits[MAX_TARGET_LIMITS];
  unsigned limit_count;
  struct sock_fprog filter;
  bool listen;
  // A descriptor of /dev/null that takes the place of 0 and 1 once the program has them, so that their other ends see
  // them closed when the program closes them; -1 where they stay until it has ended.
  int release;

  // Where the target stopped, when it did not get as far as the program.
  const char *volatile failed_step;
  volatile int failed_error;
  volatile int listener;
  volatile bool ended;
  volatile int status;
  // Whether, at the program's end, nobody was left at the other end of its stdin or its stdout.
  volatile bool deserted;
  // Of stub and target with all their descendants, where no control group counts.
  struct rusage usage;
};

// The descriptor number that the filter lets execveat start from; above every limit on open files, so that no
// program can ever own it.
enum { EXEC_DESCRIPTOR = 1000, OPEN_FILES = 256 };

// The step at which the kernel refuses what is in an executable file.
#define STEP_LOAD "load program"

// As `deserted`, of this moment and the caller's 0 and 1.
bool target_is_deserted(void);

// Starts the stub. 0, 1 and 2 of the caller become the program's. The pid, or -1 with errno.
pid_t target_start(struct launch *launch, int cgroup, int *pidfd);
// The same for a caller who has the program's filter already (nursery.h), as a child of the caller's parent.
pid_t target_start_below(struct launch *launch, int *pidfd);
// The caller takes the filter that its programs then need not take, and offers itself and them to the OOM killer.
void target_take_filter(struct launch *launch);
// Starts the target without a stub, where no pid namespace can be had.
pid_t target_start_alone(struct launch *launch, int *pidfd);
#endif
