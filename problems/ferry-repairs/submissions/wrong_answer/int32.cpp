// Counts the days in 32 bits.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <queue>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::pair<long long, std::uint32_t>> requests(n);
    for (auto &[last, duration] : requests) std::cin >> duration >> last;
    std::sort(requests.begin(), requests.end());
    std::priority_queue<std::uint32_t> taken;
    std::uint32_t days = 0;
    for (auto [last, duration] : requests) {
        taken.push(duration);
        days += duration;
        if (days > last) {
            days -= taken.top();
            taken.pop();
        }
    }
    std::cout << taken.size() << '\n';
}
