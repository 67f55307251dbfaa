#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int k, games;
    cin >> k >> games;
    vector<int> lengths(k);
    for (auto& length : lengths) cin >> length;
    const int most = 1000;
    vector<int> value(most + 1, 0);
    // seen[v] is the number of beads for which the value v was met last.
    vector<int> seen(4096, -1);
    for (int beads = 1; beads <= most; beads++) {
        for (int length : lengths)
            for (int left = 0; 2 * left <= beads - length; left++) seen[value[left] ^ value[beads - length - left]] = beads;
        while (seen[value[beads]] == beads) value[beads]++;
    }
    while (games--) {
        int strings, sum = 0;
        cin >> strings;
        while (strings--) {
            int beads;
            cin >> beads;
            sum ^= value[beads];
        }
        cout << (sum ? "first" : "second") << '\n';
    }
}
