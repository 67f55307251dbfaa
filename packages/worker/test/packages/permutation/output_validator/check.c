#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int n, seen = 0, value;
  FILE *input = argc < 4 ? NULL : fopen(argv[1], "r");
  if (!input || fscanf(input, "%d", &n) != 1) return 1;
  char *used = calloc((size_t)n + 1, 1);
  while (scanf("%d", &value) == 1) {
    if (++seen > n || value < 1 || value > n || value == seen || used[value]) return 43;
    used[value] = 1;
  }
  return seen == n && feof(stdin) ? 42 : 43;
}
