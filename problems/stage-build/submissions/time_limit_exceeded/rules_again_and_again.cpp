// Applies all the rules until nothing moves any more, at most n times.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<long long> seconds(n), start(n, 0);
    for (auto& t : seconds) cin >> t;
    vector<pair<int, int>> rules(m);
    for (auto& [a, b] : rules) cin >> a >> b;
    bool moved = true;
    for (int round = 0; round <= n && moved; round++) {
        moved = false;
        for (auto [a, b] : rules) {
            long long finish = start[a - 1] + seconds[a - 1];
            if (start[b - 1] >= finish) continue;
            start[b - 1] = finish;
            moved = true;
        }
    }
    long long last = 0;
    for (int i = 0; i < n; i++) last = max(last, start[i] + seconds[i]);
    if (moved)
        cout << "impossible\n";
    else
        cout << last << '\n';
}
