// Walks anew from every stall.
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, m;
    std::cin >> n >> m;
    std::vector<int> need(m + 1), stalls(n);
    long long bags = 0;
    for (int j = 1; j <= m; j++) {
        std::cin >> need[j];
        bags += need[j];
    }
    for (int &kind : stalls) std::cin >> kind;
    int best_first = -1, best_length = n + 1;
    std::vector<int> missing = need;
    for (int first = 0; first < n; first++) {
        long long bags_missing = bags;
        int end = first;
        while (end < n && bags_missing > 0)
            if (missing[stalls[end++]]-- > 0) bags_missing--;
        if (bags_missing == 0 && end - first < best_length) best_first = first, best_length = end - first;
        while (end > first) missing[stalls[--end]]++;
    }
    if (best_first < 0)
        std::cout << -1 << '\n';
    else
        std::cout << best_first + 1 << ' ' << best_first + best_length << '\n';
}
