#include <stdio.h>

enum { LEAVES = 1 << 18 };

/* coats[1] is the whole rail; the halves of node i are 2 i and 2 i + 1. */
static int coats[2 * LEAVES];

static void change(int leaf, int by) {
    for (int node = LEAVES + leaf; node >= 1; node /= 2) coats[node] += by;
}

static int find(int k) {
    int node = 1;
    while (node < LEAVES) {
        node *= 2;
        if (coats[node] < k) k -= coats[node++];
    }
    return node - LEAVES;
}

int main(void) {
    int n, q;
    if (scanf("%d %d", &n, &q) != 2) return 1;
    for (int i = 0; i < n; i++) coats[LEAVES + i] = 1;
    for (int node = LEAVES - 1; node >= 1; node--) coats[node] = coats[2 * node] + coats[2 * node + 1];
    while (q--) {
        char verb[8];
        int number;
        if (scanf("%7s %d", verb, &number) != 2) return 1;
        if (verb[0] == 'h') {
            change(number - 1, 1);
        } else {
            int leaf = find(number);
            printf("%d\n", leaf + 1);
            change(leaf, -1);
        }
    }
    return 0;
}
