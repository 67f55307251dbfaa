// Walks through the whole neighbourhood of each new bridge.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<long long> people(n + 1);
    for (int i = 1; i <= n; i++) cin >> people[i];
    long long most = *max_element(people.begin(), people.end());
    vector<vector<int>> bridges(n + 1);
    vector<int> seen(n + 1, 0);
    for (int round = 1; round <= m; round++) {
        int a, b;
        cin >> a >> b;
        bridges[a].push_back(b);
        bridges[b].push_back(a);
        vector<int> queue = {a};
        seen[a] = round;
        long long sum = 0;
        for (size_t head = 0; head < queue.size(); head++) {
            sum += people[queue[head]];
            for (int next : bridges[queue[head]]) {
                if (seen[next] == round) continue;
                seen[next] = round;
                queue.push_back(next);
            }
        }
        most = max(most, sum);
        cout << most << '\n';
    }
}
