#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::string> swipes(n);
    std::unordered_map<std::string, int> entered;
    std::size_t fullest = 0;
    for (int i = 0; i < n; i++) {
        std::cin >> swipes[i];
        if (!entered.erase(swipes[i])) entered[swipes[i]] = i;
        fullest = std::max(fullest, entered.size());
    }
    std::vector<int> times;
    for (const auto &[badge, time] : entered) times.push_back(time);
    std::sort(times.begin(), times.end());
    std::cout << fullest << ' ' << times.size() << '\n';
    for (int time : times) std::cout << swipes[time] << '\n';
}
