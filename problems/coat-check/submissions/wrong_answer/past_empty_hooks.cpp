// Looks for the last hook with at most k coats up to it, which may be an empty one to the right of the k-th coat.
#include <bit>
#include <iostream>
#include <string>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, q;
    cin >> n >> q;
    vector<int> tree(n + 1);
    for (int i = 1; i <= n; i++) tree[i] = i & -i;
    while (q--) {
        string verb;
        int number, by = 1;
        cin >> verb >> number;
        if (verb == "take") {
            int hook = 0;
            for (unsigned step = bit_floor(static_cast<unsigned>(n)); step > 0; step /= 2) {
                int ahead = hook + static_cast<int>(step);
                if (ahead > n || tree[ahead] > number) continue;
                hook = ahead;
                number -= tree[ahead];
            }
            cout << hook << '\n';
            number = hook;
            by = -1;
        }
        for (; number <= n; number += number & -number) tree[number] += by;
    }
}
