// codearena-launcher: runs programs that nobody trusts.
//
// Theory of operation
//
// host        The native home. It listens on a socket; a connection is a lane (or a courier). For each it forks a *keeper*, which
//             makes the lane's control groups, starts the lane's *zygote* and stays only to clean up. The zygote is pid 1
//             of a pid namespace; it enters new mount, IPC, UTS, network and cgroup namespaces, builds a small read-only
//             root of the host's toolchains, and enters a user namespace in which it is nobody that the host knows.
//             From then on no process that talks to the client or to a program has privileges on the host.
//             The host also starts the service (COMMAND), as another user if told so.
// agent       The Docker home. Pid 1 of a container; the same lane on stdin and stdout, without namespaces of its own.
// probe       What of all this the machine allows, found by trying.
// speed       How long a fixed amount of work takes a processor of this machine, in milliseconds.
// with-parent Becomes a command that is told when its parent dies.
//
// A lane serves one request at a time: write files, snapshot, run a command, reset. A run is:
//
//   zygote   puts the program's stdin, stdout and stderr on 0, 1, 2; sets the control group's limits; wakes
//   nursery  a child that has the programs' filter and OOM score already; clones, with the zygote as parent
//   stub     pid 1 of a fresh pid namespace, in the nursery's memory and descriptor table: nothing is copied; vforks
//   target   pid 2: session, directory, user, limits, close-on-exec, exec
//   zygote   waits for the stub's pidfd, drains the pipes, kills the stub when a limit is reached
//   stub     waits for the target, notes its status in the shared memory, ends; the kernel kills all that is left
//   zygote   reads what was used, answers, and only then removes the scratch directory
//
// The nursery is made anew when profile or memory limit change, on which the filter depends. Where programs are born into
// control groups of their own (v2), and in a container, the zygote or agent itself clones, and each target takes OOM
// score and filter on its way.
//
// A large file of the client's becomes stdin by way of a *courier*, a process with the client's own rights and a connection
// of its own: it copies the file into sealed memory, which reaches the zygote through the switchboard.
//
// Two lanes can be joined for a run: the programs' stdin and stdout are then two pipes between them (join, switchboard).
//
// Who dies takes along what depends on it, also by SIGKILL: a client closes its connection, which ends the zygote; a
// zygote is the init of its lane's pid namespace, so every stub and program goes with it; a host's death is told to
// its keepers, which end their zygotes and remove their control groups; a keeper's death kills its zygote.
//
// How memory is counted: the peak of the lane's control group, less what stood charged before the program began (files
// of the box, stdin, the zygote) and less the page cache at the end, which is the machine's and not the program's. Its
// limit is set on top of the same base. The kernel charges in batches, so small peaks are exact to 256 KiB.
// CPU time is the control group's less the zygote's own, which both are exact to nanoseconds on v1, microseconds on v2.
//
// Faults and endings never mix: whatever fails before exec, or in the zygote, is a FAULT with the name of the step and
// its errno; only what the program did is a RESULT, and so is a file of the box that the kernel will not load. A fault after which the lane's state is not known retires it.
//
// The files: host, service, account, reach, address · keeper, identity, cgroup* · zygote, constants, root, mounts,
// spaces, processor · lane, request, wire, box, modes, clear · run, stdin_file, memory_file, output, watch, notify, tree ·
// target, spawn, raw · seccomp_* · nursery, agent, leftovers · join, record, switchboard, courier, kept_files · probe · speed · with_parent.
#include <stdio.h>
#include <string.h>

#include "agent.h"
#include "host.h"
#include "probe.h"
#include "speed.h"
#include "with_parent.h"

int main(int argc, char **argv) {
  const char *role = argc > 1 ? argv[1] : "";
  if (strcmp(role, "host") == 0) return host_main(argc - 2, argv + 2);
  if (strcmp(role, "agent") == 0) return agent_main();
  if (strcmp(role, "probe") == 0) return probe_main(argc - 2, argv + 2);
  if (strcmp(role, "speed") == 0) return speed_main();
  if (strcmp(role, "with-parent") == 0) return with_parent_main(argc - 2, argv + 2);
  fprintf(stderr, "usage: codearena-launcher host|agent|probe|speed|with-parent ...\n");
  return 2;
}
