// Walks through the pipes laid so far to see whether two houses are connected already.
#include <algorithm>
#include <iostream>
#include <tuple>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<tuple<int, int, int>> offers(n + m);
    for (int i = 0; i < n; i++) {
        int price;
        cin >> price;
        offers[i] = {price, i + 1, 0};
    }
    for (int i = n; i < n + m; i++) {
        auto& [price, u, v] = offers[i];
        cin >> u >> v >> price;
    }
    sort(offers.begin(), offers.end());
    vector<vector<int>> laid(n + 1);
    vector<int> seen(n + 1, -1);
    long long total = 0;
    for (int i = 0; i < n + m; i++) {
        auto [price, u, v] = offers[i];
        vector<int> queue = {u};
        seen[u] = i;
        for (size_t head = 0; head < queue.size() && seen[v] != i; head++) {
            for (int next : laid[queue[head]]) {
                if (seen[next] == i) continue;
                seen[next] = i;
                queue.push_back(next);
            }
        }
        if (seen[v] == i) continue;
        laid[u].push_back(v);
        laid[v].push_back(u);
        total += price;
    }
    cout << total << '\n';
}
