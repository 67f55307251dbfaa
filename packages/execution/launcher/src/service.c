#include "service.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fault.h"
#include "reach.h"

static bool usage(const char *problem) {
  fprintf(stderr, "codearena-launcher host: %s\nusage: codearena-launcher host [--user NAME] [--app DIR]... [-- COMMAND ARGS...]\n", problem);
  return false;
}

bool service_parse(int argc, char **argv, struct service *service) {
  for (int i = 0; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) {
      if (i + 1 == argc) return usage("no command after --");
      service->command = argv + i + 1;
      break;
    }
    if (i + 1 == argc) return usage("option without a value");
    if (strcmp(argv[i], "--user") == 0) service->user = argv[++i];
    else if (strcmp(argv[i], "--app") == 0 && service->app_count < MAX_APP_DIRECTORIES) service->apps[service->app_count++] = argv[++i];
    else return usage("unknown option");
  }
  if (!service->user) return true;
  if (!account_find(service->user, &service->account)) return usage("there is no such user");
  service->has_user = true;
  return true;
}

static void enter_directory(const char *directory, const struct service *service) {
  if (chdir(directory) == 0) return;
  if (service->app_count > 0 && chdir(service->apps[0]) == 0) return;
  if (chdir("/") < 0) die("chdir");
}

bool service_become_user(const struct service *service) {
  if (geteuid() != 0) return fail_with("become another user", EPERM);
  return reach_directories(service->apps, service->app_count, &service->account) && account_become(&service->account);
}

static void drop_to_user(const struct service *service) {
  const struct account *account = &service->account;
  char directory[PATH_MAX];
  if (account->uid == geteuid()) return;
  if (!getcwd(directory, sizeof directory)) snprintf(directory, sizeof directory, "/");
  if (!service_become_user(service)) {
    errno = last_fault.error;
    die(last_fault.step);
  }
  enter_directory(directory, service);
  if (setenv("HOME", account->home, 1) < 0) die("set HOME");
  if (setenv("USER", account->name, 1) < 0) die("set USER");
  if (setenv("LOGNAME", account->name, 1) < 0) die("set LOGNAME");
}

__attribute__((noreturn)) static void become_command(const struct service *service, const char *address, pid_t launcher) {
  sigset_t none;
  sigemptyset(&none);
  // In the session of whoever started us, a process that has given up root could still type into root's terminal.
  if (setsid() < 0) die("setsid");
  if (sigprocmask(SIG_SETMASK, &none, NULL) < 0) die("unblock signals");
  if (setenv("CODEARENA_LAUNCHER", address, 1) < 0) die("set CODEARENA_LAUNCHER");
  if (service->has_user) drop_to_user(service);
  // After the change of identity, which clears it.
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) < 0) die("set parent death signal");
  if (getppid() != launcher) exit(125);
  execvp(service->command[0], service->command);
  die(service->command[0]);
}

pid_t service_start(const struct service *service, const char *address) {
  pid_t launcher = getpid(), pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) become_command(service, address, launcher);
  return pid;
}
