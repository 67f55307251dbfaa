#include "zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "constants.h"
#include "fault.h"
#include "processor.h"
#include "root.h"

bool zygote_map(const struct identity *identity, pid_t zygote, int sync) {
  char request;
  if (read(sync, &request, 1) != 1) return false;
  bool mapped = identity_map(identity, zygote);
  char answer = mapped ? 'y' : 'n';
  return write(sync, &answer, 1) == 1 && mapped;
}

static bool ask_to_be_mapped(int sync) {
  char answer = 0;
  if (write(sync, "m", 1) != 1) return fail("ask for id map");
  if (read(sync, &answer, 1) != 1) return fail("wait for id map");
  return answer == 'y' || fail_with("map user ids", EPERM);
}

// Set anew after every change of identity, which clears it.
static bool die_with_keeper(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 || fail("set parent death signal"); }

static bool isolate(const struct cgroup *cgroup) {
  if (unshare(CLONE_NEWNS) < 0) return fail("unshare mounts");
  if (unshare(CLONE_NEWIPC) < 0) return fail("unshare IPC");
  if (unshare(CLONE_NEWUTS) < 0) return fail("unshare host name");
  if (unshare(CLONE_NEWNET) < 0) return fail("unshare network");
  if (!cgroup_enter(cgroup)) return false;
  if (unshare(CLONE_NEWCGROUP) < 0) return fail("unshare cgroup view");
  if (!cgroup_settle(cgroup)) return false;
  return sethostname("codearena", 9) == 0 || fail("set host name");
}

// A second user namespace is where a zygote that was started as root stops being root. Mounts made before are locked:
// nothing in the lane can undo them.
static bool leave_root(const struct identity *identity, int sync) {
  if (!identity->separate) return true;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0) return fail("unshare users");
  return ask_to_be_mapped(sync) && identity_assume(identity);
}

// Where the program is the same user as the zygote, this keeps it out of the zygote's memory.
static bool guard_memory(void) { return prctl(PR_SET_DUMPABLE, 0) == 0 || fail("set undumpable"); }

// The zygote's own writable /proc, attached nowhere: only for oom_score_adj. The zygote is in the programs' group on v1;
// on v2 the stub is, and the OOM killer takes along whoever shares its choice's memory, which is the zygote.
static bool open_proc(struct lane *lane, const char *place) {
  lane->proc = -1;
  if (lane->cgroup.version == CGROUP_NONE) return true;
  if (mount("proc", place, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0) return fail("mount own /proc");
  lane->proc = open(place, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (lane->proc < 0) return fail("open own /proc");
  return umount2(place, MNT_DETACH) == 0 || fail("detach own /proc");
}

static bool furnish(struct lane *lane) {
  lane->box = -1;
  lane->scratch_bytes = FIRST_SCRATCH_BYTES;
  if (!root_mount_scratch(lane->scratch_bytes)) return false;
  return lane_clear_box(lane);
}

static bool prepare(struct lane *lane, const struct hello *hello, const struct identity *identity, int sync) {
  if (!die_with_keeper()) return false;
  if (setsid() < 0) return fail("setsid");
  if (!identity->separate && !ask_to_be_mapped(sync)) return false;
  if (!isolate(&lane->cgroup)) return false;
  // An ordinary user may mount a writable one only as long as the host's is to be seen.
  if (!identity->separate && !open_proc(lane, "/proc")) return false;
  if (!root_build(hello)) return false;
  if (identity->separate && !open_proc(lane, "/box")) return false;
  if (!leave_root(identity, sync)) return false;
  if (!constants_occupy_descriptors(lane)) return false;
  if (!die_with_keeper()) return false;
  if (!furnish(lane)) return false;
  if (!processor_pin(hello->lane, &lane->processors)) return false;
  if (!constants_take_limits()) return false;
  if (!constants_reset_signals()) return false;
  if (!constants_drop_privileges()) return false;
  if (!constants_compile_filters(lane)) return false;
  umask(022);
  return guard_memory();
}

// The nursery shares it, and nobody else: the keeper has kept its own.
static struct lane *move_to_shared_memory(const struct lane *lane) {
  struct lane *shared = mmap(NULL, sizeof *lane, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return NULL;
  *shared = *lane;
  return shared;
}

__attribute__((noreturn)) static void zygote_main(struct lane *start, const struct hello *hello, const struct identity *identity, int sync, const sigset_t *signals) {
  struct lane *lane = move_to_shared_memory(start);
  if (!lane) _exit(1);
  sigprocmask(SIG_SETMASK, signals, NULL);
  bool ready = prepare(lane, hello, identity, sync);
  close(sync);
  if (ready && lane_announce(lane)) lane_serve(lane);
  else wire_send_fault(&lane->wire);
  _exit(0);
}

pid_t zygote_start(struct lane *lane, const struct hello *hello, const struct identity *identity, int sync, const sigset_t *signals) {
  unsigned long flags = CLONE_NEWPID | SIGCHLD | (identity->separate ? 0 : CLONE_NEWUSER);
  long pid = syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);
  if (pid < 0) return fail("clone zygote"), -1;
  if (pid == 0) zygote_main(lane, hello, identity, sync, signals);
  return (pid_t)pid;
}
