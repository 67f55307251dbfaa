#include "processor.h"

#include <sched.h>

#include "fault.h"

bool processor_pin(unsigned lane, unsigned *processors) {
  cpu_set_t allowed, mine;
  if (sched_getaffinity(0, sizeof allowed, &allowed) < 0) return fail("read processor affinity");
  int count = CPU_COUNT(&allowed), wanted = (int)lane % count;
  CPU_ZERO(&mine);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &allowed) && wanted-- == 0) CPU_SET(cpu, &mine);
  *processors = 1;
  return sched_setaffinity(0, sizeof mine, &mine) == 0 || fail("pin to processor");
}
