#include <stdio.h>
#include <string.h>

#include "agent.h"
#include "host.h"
#include "probe.h"
#include "with_parent.h"

int main(int argc, char **argv) {
  const char *role = argc > 1 ? argv[1] : "";
  if (strcmp(role, "host") == 0) return host_main(argc - 2, argv + 2);
  if (strcmp(role, "agent") == 0) return agent_main();
  if (strcmp(role, "probe") == 0) return probe_main(argc - 2, argv + 2);
  if (strcmp(role, "with-parent") == 0) return with_parent_main(argc - 2, argv + 2);
  fprintf(stderr, "usage: codearena-launcher host|agent|probe|with-parent ...\n");
  return 2;
}
