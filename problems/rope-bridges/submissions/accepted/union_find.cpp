#include <algorithm>
#include <iostream>
#include <numeric>
#include <vector>
using namespace std;

vector<int> leader;

int find(int island) {
    while (leader[island] != island) island = leader[island] = leader[leader[island]];
    return island;
}

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<long long> people(n + 1);
    for (int i = 1; i <= n; i++) cin >> people[i];
    leader.resize(n + 1);
    iota(leader.begin(), leader.end(), 0);
    long long most = *max_element(people.begin(), people.end());
    while (m--) {
        int a, b;
        cin >> a >> b;
        a = find(a);
        b = find(b);
        if (a != b) {
            leader[a] = b;
            people[b] += people[a];
            most = max(most, people[b]);
        }
        cout << most << '\n';
    }
}
