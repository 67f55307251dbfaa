// Tries all the roads in the order of the input until no town becomes cheaper.
#include <algorithm>
#include <iostream>
#include <tuple>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, m;
    cin >> n >> m;
    vector<tuple<int, int, long long>> roads(2 * m);
    for (int i = 0; i < m; i++) {
        auto& [a, b, toll] = roads[2 * i];
        cin >> a >> b >> toll;
        roads[2 * i + 1] = {b, a, toll};
    }
    const long long far = 1LL << 60;
    vector<long long> kept(n + 1, far), used(n + 1, far);
    kept[1] = 0;
    bool moved = true;
    while (moved) {
        moved = false;
        for (auto [a, b, toll] : roads) {
            long long before = kept[b], after = used[b];
            kept[b] = min(kept[b], kept[a] + toll);
            used[b] = min({used[b], used[a] + toll, kept[a] + toll / 2});
            moved |= kept[b] < before || used[b] < after;
        }
    }
    if (used[n] >= far)
        cout << "unreachable\n";
    else
        cout << used[n] << '\n';
}
