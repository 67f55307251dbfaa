// Dynamic programming: the fewest days in which any k of the ferries so far can be repaired.
#include <algorithm>
#include <iostream>
#include <limits>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::pair<long long, long long>> requests(n);
    for (auto &[last, duration] : requests) std::cin >> duration >> last;
    std::sort(requests.begin(), requests.end());
    const long long never = std::numeric_limits<long long>::max() / 2;
    std::vector<long long> fewest(n + 1, never);
    fewest[0] = 0;
    for (auto [last, duration] : requests)
        for (int k = n; k > 0; k--) {
            long long days = fewest[k - 1] + duration;
            if (days <= last && days < fewest[k]) fewest[k] = days;
        }
    int count = n;
    while (fewest[count] == never) count--;
    std::cout << count << '\n';
}
