// Takes it for granted that a task waits only for tasks with smaller numbers.
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
    while (m--) {
        int a, b;
        cin >> a >> b;
        after[a - 1].push_back(b - 1);
    }
    long long last = 0;
    for (int task = 0; task < n; task++) {
        last = max(last, start[task] + seconds[task]);
        for (int next : after[task]) start[next] = max(start[next], start[task] + seconds[task]);
    }
    cout << last << '\n';
}
