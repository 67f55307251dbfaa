// Goes up from the leaves and, for each village without warning, lights the cheapest beacon that reaches it.
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n;
    cin >> n;
    vector<long long> cost(n);
    for (auto& c : cost) cin >> c;
    vector<vector<int>> paths(n);
    for (int i = 1; i < n; i++) {
        int a, b;
        cin >> a >> b;
        paths[a - 1].push_back(b - 1);
        paths[b - 1].push_back(a - 1);
    }
    vector<int> order = {0}, parent(n, -1);
    for (int i = 0; i < n; i++) {
        for (int w : paths[order[i]]) {
            if (w == parent[order[i]]) continue;
            parent[w] = order[i];
            order.push_back(w);
        }
    }
    vector<bool> warned(n, false);
    long long total = 0;
    for (int i = n - 1; i >= 0; i--) {
        if (warned[order[i]]) continue;
        int best = order[i];
        for (int w : paths[order[i]])
            if (cost[w] < cost[best]) best = w;
        total += cost[best];
        warned[best] = true;
        for (int w : paths[best]) warned[w] = true;
    }
    cout << total << '\n';
}
