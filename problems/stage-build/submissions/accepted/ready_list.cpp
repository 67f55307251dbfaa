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
    vector<vector<int>> after(n);
    vector<int> open(n, 0);
    while (m--) {
        int a, b;
        cin >> a >> b;
        after[a - 1].push_back(b - 1);
        open[b - 1]++;
    }
    vector<int> ready;
    for (int i = 0; i < n; i++)
        if (open[i] == 0) ready.push_back(i);
    long long last = 0;
    for (size_t head = 0; head < ready.size(); head++) {
        int task = ready[head];
        long long finish = start[task] + seconds[task];
        last = max(last, finish);
        for (int next : after[task]) {
            start[next] = max(start[next], finish);
            if (--open[next] == 0) ready.push_back(next);
        }
    }
    if (static_cast<int>(ready.size()) < n)
        cout << "impossible\n";
    else
        cout << last << '\n';
}
