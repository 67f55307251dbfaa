#include <algorithm>
#include <iostream>
#include <queue>
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

    std::priority_queue<long long> taken;
    long long days = 0;
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
