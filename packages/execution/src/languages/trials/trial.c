#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int one = 1;

static long long depth(int n) {
    volatile char frame[64];
    frame[0] = (char)n;
    return n == 0 ? frame[0] : one + depth(n - 1);
}

int main(void) {
    char mode[32];
    if (scanf("%31s", mode) != 1) return 1;
    if (strcmp(mode, "sum") == 0) {
        long long value, sum = 0;
        while (scanf("%lld", &value) == 1) sum += value;
        printf("%lld\n", sum);
    } else if (strcmp(mode, "recursion") == 0) {
        printf("%lld\n", depth(100000));
    } else if (strcmp(mode, "crash") == 0) {
        abort();
    } else if (strcmp(mode, "memory") == 0) {
        for (;;) memset(malloc(1 << 20), 1, 1 << 20);
    } else if (strcmp(mode, "allocate") == 0) {
        volatile char *block = malloc(2000000000);
        block[0] = 1;
        block[1999999999] = 1;
    } else {
        while (one) {
        }
    }
    return 0;
}
