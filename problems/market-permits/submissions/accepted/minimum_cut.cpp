#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

struct Edge {
    int to;
    long long room;
};

// Edge e and its reverse e ^ 1.
vector<Edge> edges;
vector<vector<int>> leaving;
vector<int> level;
vector<size_t> tried;

void connect(int from, int to, long long room) {
    leaving[from].push_back(static_cast<int>(edges.size()));
    edges.push_back({to, room});
    leaving[to].push_back(static_cast<int>(edges.size()));
    edges.push_back({from, 0});
}

bool reaches(int source, int sink) {
    level.assign(leaving.size(), -1);
    level[source] = 0;
    vector<int> queue = {source};
    for (size_t head = 0; head < queue.size(); head++) {
        for (int e : leaving[queue[head]]) {
            auto [to, room] = edges[e];
            if (room == 0 || level[to] >= 0) continue;
            level[to] = level[queue[head]] + 1;
            queue.push_back(to);
        }
    }
    return level[sink] >= 0;
}

long long push(int node, int sink, long long amount) {
    if (node == sink) return amount;
    for (; tried[node] < leaving[node].size(); tried[node]++) {
        int e = leaving[node][tried[node]];
        auto [to, room] = edges[e];
        if (room == 0 || level[to] != level[node] + 1) continue;
        long long pushed = push(to, sink, min(amount, room));
        if (pushed == 0) continue;
        edges[e].room -= pushed;
        edges[e ^ 1].room += pushed;
        return pushed;
    }
    return 0;
}

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    const long long endless = 1LL << 60;
    const int source = 0, sink = n + m + 1;
    leaving.resize(n + m + 2);
    for (int j = 1; j <= m; j++) {
        int price;
        cin >> price;
        connect(n + j, sink, price);
    }
    long long profit = 0;
    for (int i = 1; i <= n; i++) {
        int earned, needs;
        cin >> earned >> needs;
        profit += earned;
        connect(source, i, earned);
        while (needs--) {
            int permit;
            cin >> permit;
            connect(i, n + permit, endless);
        }
    }
    while (reaches(source, sink)) {
        tried.assign(leaving.size(), 0);
        while (long long pushed = push(source, sink, endless)) profit -= pushed;
    }
    cout << profit << '\n';
}
