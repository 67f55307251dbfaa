#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, m;
    std::cin >> n >> m;
    std::vector<int> need(m + 1), have(m + 1), stalls(n);
    int open_kinds = 0;
    for (int j = 1; j <= m; j++) {
        std::cin >> need[j];
        open_kinds += need[j] > 0;
    }
    for (int &kind : stalls) std::cin >> kind;

    int best_first = -1, best_length = n + 1;
    for (int first = 0, end = 0; first < n; first++) {
        while (end < n && open_kinds > 0) {
            int kind = stalls[end++];
            if (++have[kind] == need[kind]) open_kinds--;
        }
        if (open_kinds > 0) break;
        if (end - first < best_length) best_first = first, best_length = end - first;
        int kind = stalls[first];
        if (have[kind]-- == need[kind]) open_kinds++;
    }
    if (best_first < 0)
        std::cout << -1 << '\n';
    else
        std::cout << best_first + 1 << ' ' << best_first + best_length << '\n';
}
