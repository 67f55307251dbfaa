// What this machine allows us, found by trying: each attempt in a child of its own, so that nothing changes here.
#include "probe.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"

struct attempt {
  const char *name;
  int (*run)(void);
};

// Each answers 0 or an errno. An ordinary user needs the user namespace first, as in a lane.
static int enter_user_namespace(void) { return geteuid() == 0 || unshare(CLONE_NEWUSER) == 0 ? 0 : errno; }

static int try_unshare(int flag) {
  int error = enter_user_namespace();
  if (error != 0) return error;
  return unshare(flag) == 0 ? 0 : errno;
}

static int try_user(void) { return unshare(CLONE_NEWUSER) == 0 ? 0 : errno; }
static int try_pid(void) { return try_unshare(CLONE_NEWPID); }
static int try_mount(void) { return try_unshare(CLONE_NEWNS); }
static int try_network(void) { return try_unshare(CLONE_NEWNET); }
static int try_ipc(void) { return try_unshare(CLONE_NEWIPC); }
static int try_uts(void) { return try_unshare(CLONE_NEWUTS); }
static int try_cgroup(void) { return try_unshare(CLONE_NEWCGROUP); }

static int try_pivot_root(void) {
  int error = try_unshare(CLONE_NEWNS);
  if (error != 0) return error;
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return errno;
  if (mount("tmpfs", "/tmp", "tmpfs", 0, NULL) < 0) return errno;
  if (chdir("/tmp") < 0) return errno;
  return syscall(SYS_pivot_root, ".", ".") == 0 ? 0 : errno;
}

static int mount_proc(void) { return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) == 0 ? 0 : errno; }

static int try_proc(void) {
  int error = try_unshare(CLONE_NEWNS | CLONE_NEWPID);
  if (error != 0) return error;
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return errno;
  pid_t child = fork();
  if (child == 0) _exit(mount_proc());
  int status;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

static int try_no_new_privs(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

static int install(unsigned flags) {
  struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {.len = 1, .filter = &allow};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return errno;
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) >= 0 ? 0 : errno;
}

static int try_seccomp(void) { return install(0); }
static int try_seccomp_notify(void) { return install(SECCOMP_FILTER_FLAG_NEW_LISTENER); }

static const struct attempt ATTEMPTS[] = {
    {"user namespace", try_user},
    {"pid namespace", try_pid},
    {"mount namespace", try_mount},
    {"network namespace", try_network},
    {"IPC namespace", try_ipc},
    {"UTS namespace", try_uts},
    {"cgroup namespace", try_cgroup},
    {"pivot_root", try_pivot_root},
    {"own /proc", try_proc},
    {"no_new_privs", try_no_new_privs},
    {"seccomp", try_seccomp},
    {"seccomp notification", try_seccomp_notify},
};

static int run_attempt(const struct attempt *attempt) {
  int status;
  pid_t child = fork();
  if (child == 0) _exit(attempt->run());
  if (child < 0 || waitpid(child, &status, 0) != child) return errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

static void print(bool json, bool first, const char *name, bool works, const char *detail) {
  if (json) printf("%s\n  {\"name\": \"%s\", \"works\": %s, \"detail\": \"%s\"}", first ? "" : ",", name, works ? "true" : "false", detail);
  else printf("%-22s %-4s %s\n", name, works ? "yes" : "no", detail);
}

static void print_cgroups(bool json) {
  static const char *const NAMES[CONTROLLER_COUNT] = {"cgroup memory", "cgroup pids", "cgroup cpu"};
  struct cgroup_home home;
  cgroup_find_home(&home, false);
  for (int i = 0; i < CONTROLLER_COUNT; i++) {
    bool works = home.version != CGROUP_NONE && home.parent[i][0] != 0;
    char detail[64];
    snprintf(detail, sizeof detail, "cgroup v%d", (int)home.version);
    print(json, false, NAMES[i], works, works ? detail : home.refusal[i]);
  }
  char path[600];
  snprintf(path, sizeof path, "%s/%s", home.parent[CONTROLLER_MEMORY], home.version == CGROUP_V1 ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
  bool swap = home.parent[CONTROLLER_MEMORY][0] && (access(path, F_OK) == 0 || home.version == CGROUP_V2);
  print(json, false, "swap accounting", swap, swap ? "" : "not in this kernel or not switched on");
}

int probe_main(int argc, char **argv) {
  struct utsname name;
  bool json = argc == 1 && strcmp(argv[0], "--json") == 0;
  if (argc > (json ? 1 : 0) || uname(&name) < 0) return 2;
  if (json) printf("[");
  print(json, true, "kernel", true, name.release);
  for (size_t i = 0; i < sizeof ATTEMPTS / sizeof *ATTEMPTS; i++) {
    int error = run_attempt(&ATTEMPTS[i]);
    print(json, false, ATTEMPTS[i].name, error == 0, error == 0 ? "" : strerror(error));
  }
  print_cgroups(json);
  print(json, false, "user of its own", geteuid() == 0, geteuid() == 0 ? "" : "only root can give programs another user");
  if (json) printf("\n]\n");
  return 0;
}
