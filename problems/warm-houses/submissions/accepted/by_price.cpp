#include <algorithm>
#include <iostream>
#include <numeric>
#include <tuple>
#include <vector>
using namespace std;

vector<int> leader;

int find(int house) {
    while (leader[house] != house) house = leader[house] = leader[leader[house]];
    return house;
}

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    // A boiler is a pipe to house 0, where it is always warm.
    vector<tuple<int, int, int>> offers(n + m);
    for (int i = 0; i < n; i++) {
        int price;
        cin >> price;
        offers[i] = {price, 0, i + 1};
    }
    for (int i = n; i < n + m; i++) {
        auto& [price, u, v] = offers[i];
        cin >> u >> v >> price;
    }
    sort(offers.begin(), offers.end());
    leader.resize(n + 1);
    iota(leader.begin(), leader.end(), 0);
    long long total = 0;
    for (auto [price, u, v] : offers) {
        u = find(u);
        v = find(v);
        if (u == v) continue;
        leader[u] = v;
        total += price;
    }
    cout << total << '\n';
}
