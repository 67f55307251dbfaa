#include <functional>
#include <iostream>
#include <queue>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<vector<pair<int, int>>> roads(n + 1);
    while (m--) {
        int a, b, toll;
        cin >> a >> b >> toll;
        roads[a].push_back({b, toll});
        roads[b].push_back({a, toll});
    }
    // State 2 * town + used: the voucher leads from the even states to the odd ones.
    vector<long long> paid(2 * n + 2, -1);
    priority_queue<pair<long long, int>, vector<pair<long long, int>>, greater<>> queue;
    queue.push({0, 2});
    while (!queue.empty()) {
        auto [coins, state] = queue.top();
        queue.pop();
        if (paid[state] >= 0) continue;
        paid[state] = coins;
        int used = state % 2;
        for (auto [next, toll] : roads[state / 2]) {
            queue.push({coins + toll, 2 * next + used});
            if (!used) queue.push({coins + toll / 2, 2 * next + 1});
        }
    }
    long long answer = paid[2 * n + 1];
    if (answer < 0)
        cout << "unreachable\n";
    else
        cout << answer << '\n';
}
