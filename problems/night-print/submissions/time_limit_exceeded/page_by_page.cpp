// Takes the pages one by one from a priority queue.
#include <functional>
#include <iostream>
#include <queue>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int m;
    long long pages;
    std::cin >> m >> pages;
    using Next = std::pair<long long, long long>;
    std::priority_queue<Next, std::vector<Next>, std::greater<>> ready;
    for (int i = 0; i < m; i++) {
        long long warm_up, per_page;
        std::cin >> warm_up >> per_page;
        ready.push({warm_up + per_page, per_page});
    }
    while (--pages > 0) {
        auto [time, per_page] = ready.top();
        ready.pop();
        ready.push({time + per_page, per_page});
    }
    std::cout << ready.top().first << '\n';
}
