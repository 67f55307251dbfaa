// Tries to open and not to open each stall.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int n, m;
vector<long long> price, earned;
vector<vector<int>> needs;
vector<int> users;

long long best(int stall) {
    if (stall == n) return 0;
    long long closed = best(stall + 1);
    long long open = earned[stall];
    for (int permit : needs[stall])
        if (users[permit]++ == 0) open -= price[permit];
    open += best(stall + 1);
    for (int permit : needs[stall]) users[permit]--;
    return max(closed, open);
}

int main() {
    cin >> n >> m;
    price.resize(m + 1);
    for (int j = 1; j <= m; j++) cin >> price[j];
    earned.resize(n);
    needs.resize(n);
    for (int i = 0; i < n; i++) {
        int count;
        cin >> earned[i] >> count;
        needs[i].resize(count);
        for (auto& permit : needs[i]) cin >> permit;
    }
    users.resize(m + 1, 0);
    cout << best(0) << '\n';
}
