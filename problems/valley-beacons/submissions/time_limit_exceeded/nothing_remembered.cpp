// The right recurrences, worked out again each time that they are asked for.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

vector<long long> cost;
vector<vector<int>> paths;

long long safe(int v, int from);

long long unlit(int v, int from) {
    long long sum = 0;
    for (int w : paths[v])
        if (w != from) sum += safe(w, v);
    return sum;
}

long long lit(int v, int from) {
    long long sum = cost[v];
    for (int w : paths[v])
        if (w != from) sum += min(safe(w, v), unlit(w, v));
    return sum;
}

long long safe(int v, int from) {
    long long extra = 1LL << 60;
    for (int w : paths[v])
        if (w != from) extra = min(extra, lit(w, v) - safe(w, v));
    return min(lit(v, from), unlit(v, from) + extra);
}

int main() {
    int n;
    cin >> n;
    cost.resize(n);
    for (auto& c : cost) cin >> c;
    paths.resize(n);
    for (int i = 1; i < n; i++) {
        int a, b;
        cin >> a >> b;
        paths[a - 1].push_back(b - 1);
        paths[b - 1].push_back(a - 1);
    }
    cout << safe(0, -1) << '\n';
}
