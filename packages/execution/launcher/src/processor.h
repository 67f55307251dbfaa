#ifndef PROCESSOR_H
#define PROCESSOR_H
#include <stdbool.h>

// Keeps this process on the `lane`-th of the processors that it may use, counted round; `processors` becomes 1.
bool processor_pin(unsigned lane, unsigned *processors);
#endif
