// Prefers the later one of two equally short stretches.
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, m;
    std::cin >> n >> m;
    std::vector<long long> missing(m + 1);
    long long bags_missing = 0;
    for (int j = 1; j <= m; j++) {
        std::cin >> missing[j];
        bags_missing += missing[j];
    }
    std::vector<int> stalls(n);
    int first = 0, best_first = -1, best_length = n + 1;
    for (int last = 0; last < n; last++) {
        std::cin >> stalls[last];
        if (missing[stalls[last]]-- > 0) bags_missing--;
        if (bags_missing > 0) continue;
        while (missing[stalls[first]] < 0) missing[stalls[first++]]++;
        if (last - first + 1 <= best_length) best_first = first, best_length = last - first + 1;
    }
    if (best_first < 0)
        std::cout << -1 << '\n';
    else
        std::cout << best_first + 1 << ' ' << best_first + best_length << '\n';
}
