// Repairs the ferries in the order of their durations.
#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::pair<long long, long long>> requests(n);
    for (auto &[duration, last] : requests) std::cin >> duration >> last;
    std::sort(requests.begin(), requests.end());
    long long days = 0;
    int count = 0;
    for (auto [duration, last] : requests) {
        if (days + duration > last) continue;
        days += duration;
        count++;
    }
    std::cout << count << '\n';
}
