#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::pair<int, int>> events;
    for (int i = 0; i < n; i++) {
        int from, to;
        std::cin >> from >> to;
        events.push_back({from, +1});
        events.push_back({to, -1});
    }
    std::sort(events.begin(), events.end());
    int keepers = 0, previous = 0, stretch = 0, longest = 0, total = 0;
    for (auto [minute, change] : events) {
        // Events of the same minute leave the stretch alone: no time passes between them.
        if (minute > previous) {
            stretch = keepers == 1 ? stretch + minute - previous : 0;
            if (keepers == 1) total += minute - previous;
            longest = std::max(longest, stretch);
        }
        keepers += change;
        previous = minute;
    }
    std::cout << total << ' ' << longest << '\n';
}
