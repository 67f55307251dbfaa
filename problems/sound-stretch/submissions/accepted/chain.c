#include <stdio.h>
#include <string.h>

#define MAX 500000

static char strip[MAX + 2];
/* before[i]: the length of the longest sound piece that ends just before position i */
static int before[MAX + 2];

static int is_pair(char a, char b) {
    return (a == '(' && b == ')') || (a == '[' && b == ']') || (a == '{' && b == '}');
}

int main(void) {
    if (scanf("%500000s", strip) != 1) return 1;
    int n = (int)strlen(strip), longest = 0, ways = 0;
    for (int i = 0; i < n; i++) {
        int opening = i - before[i] - 1;
        if (opening < 0 || !is_pair(strip[opening], strip[i])) continue;
        int length = i + 1 - opening + before[opening];
        before[i + 1] = length;
        if (length > longest) {
            longest = length;
            ways = 0;
        }
        if (length == longest) ways++;
    }
    printf("%d %d\n", longest, ways);
    return 0;
}
