// Counts the keepers of every interval between two changes by going through all shifts.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<int> from(n), to(n), changes;
    for (int i = 0; i < n; i++) {
        std::cin >> from[i] >> to[i];
        changes.push_back(from[i]);
        changes.push_back(to[i]);
    }
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
    int total = 0, stretch = 0, longest = 0;
    for (std::size_t k = 0; k + 1 < changes.size(); k++) {
        int keepers = 0;
        for (int i = 0; i < n; i++)
            if (from[i] <= changes[k] && changes[k] < to[i]) keepers++;
        int length = changes[k + 1] - changes[k];
        stretch = keepers == 1 ? stretch + length : 0;
        if (keepers == 1) total += length;
        longest = std::max(longest, stretch);
    }
    std::cout << total << ' ' << longest << '\n';
}
