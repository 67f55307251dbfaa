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
    auto change = [&](int hook, int by) {
        for (; hook <= n; hook += hook & -hook) tree[hook] += by;
    };
    while (q--) {
        string verb;
        int number;
        cin >> verb >> number;
        if (verb == "hang") {
            change(number, 1);
            continue;
        }
        // The largest hook with fewer than `number` coats up to it; the coat hangs on the next one.
        int hook = 0;
        for (unsigned step = bit_floor(static_cast<unsigned>(n)); step > 0; step /= 2) {
            int ahead = hook + static_cast<int>(step);
            if (ahead > n || tree[ahead] >= number) continue;
            hook = ahead;
            number -= tree[ahead];
        }
        cout << hook + 1 << '\n';
        change(hook + 1, -1);
    }
}
