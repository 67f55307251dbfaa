#include <stdio.h>

static long long stamps[10001];

int main(void) {
    int n, capacity;
    if (scanf("%d %d", &n, &capacity) != 2) return 1;
    for (int w = 1; w <= capacity; w++) stamps[w] = -1;
    for (int i = 0; i < n; i++) {
        int weight;
        long long count;
        if (scanf("%d %lld", &weight, &count) != 2) return 1;
        for (int w = capacity; w >= weight; w--) {
            long long with = stamps[w - weight] + count;
            if (stamps[w - weight] >= 0 && with > stamps[w]) stamps[w] = with;
        }
    }
    int best = 0;
    for (int w = 1; w <= capacity; w++)
        if (stamps[w] > stamps[best]) best = w;
    printf("%lld %d\n", stamps[best], best);
    return 0;
}
