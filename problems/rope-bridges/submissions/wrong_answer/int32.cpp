#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

std::vector<int> leader;

int find(int island) {
    while (leader[island] != island) island = leader[island] = leader[leader[island]];
    return island;
}

int main() {
    int n, m;
    if (scanf("%d %d", &n, &m) != 2) return 1;
    std::vector<unsigned> people(n + 1);
    for (int i = 1; i <= n; i++)
        if (scanf("%u", &people[i]) != 1) return 1;
    leader.resize(n + 1);
    std::iota(leader.begin(), leader.end(), 0);
    unsigned most = *std::max_element(people.begin(), people.end());
    while (m--) {
        int a, b;
        if (scanf("%d %d", &a, &b) != 2) return 1;
        a = find(a);
        b = find(b);
        if (a != b) {
            leader[a] = b;
            people[b] += people[a];
            most = std::max(most, people[b]);
        }
        printf("%d\n", static_cast<int>(most));
    }
}
