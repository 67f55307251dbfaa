// The floor for the sandbox's benchmark: vfork, exec and wait of a program with two pipes, nothing else. Prints
// milliseconds per run. usage: bare RUNS LANES PROGRAM [ARGUMENT]...
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return difference < 0 ? -1 : difference > 0;
}

static void run_once(char **program) {
  int in[2], out[2], status;
  char answer[64];
  if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0) exit(1);
  pid_t pid = vfork();
  if (pid == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    execv(program[0], program);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  if (write(in[1], "3 4\n", 4) != 4) exit(1);
  close(in[1]);
  while (read(out[0], answer, sizeof answer) > 0) continue;
  close(out[0]);
  if (waitpid(pid, &status, 0) != pid || status != 0) exit(1);
}

static void pin(int lane) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(lane, &set);
  sched_setaffinity(0, sizeof set, &set);
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  int runs = atoi(argv[1]), lanes = atoi(argv[2]);
  double *times = calloc((size_t)runs, sizeof *times), started = milliseconds();
  for (int lane = 1; lane < lanes; lane++)
    if (fork() == 0) {
      pin(lane);
      for (int i = 0; i < runs; i++) run_once(argv + 3);
      _exit(0);
    }
  pin(0);
  for (int i = 0; i < runs; i++) {
    double before = milliseconds();
    run_once(argv + 3);
    times[i] = milliseconds() - before;
  }
  while (wait(NULL) > 0) continue;
  double all = milliseconds() - started;
  qsort(times, (size_t)runs, sizeof *times, compare);
  printf("{\"medianMs\": %.4f, \"perSecond\": %.1f}\n", times[runs / 2], runs * lanes / all * 1e3);
  return 0;
}
