#include <algorithm>
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
        int v = order[i];
        for (int w : paths[v]) {
            if (w == parent[v]) continue;
            parent[w] = v;
            order.push_back(w);
        }
    }
    // lit: a beacon here; safe: warned from below or lit; left: everything below is warned, this village perhaps not.
    vector<long long> lit = cost, safe(n), left(n, 0), extra(n, 1LL << 60);
    for (int i = n - 1; i >= 0; i--) {
        int v = order[i];
        safe[v] = min(lit[v], left[v] + extra[v]);
        if (i == 0) break;
        int p = parent[v];
        lit[p] += min(safe[v], left[v]);
        left[p] += safe[v];
        extra[p] = min(extra[p], lit[v] - safe[v]);
    }
    cout << safe[0] << '\n';
}
