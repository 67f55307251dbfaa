#include <bits/stdc++.h>
using namespace std;

static volatile int one = 1;

static long long depth(int n) {
    volatile char frame[64];
    frame[0] = static_cast<char>(n);
    return n == 0 ? frame[0] : one + depth(n - 1);
}

int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);
    string mode;
    cin >> mode;
    if (mode == "sum") {
        // Threads must work in a statically linked program too.
        long long sum = 0;
        thread([&] {
            for (long long value; cin >> value;) sum += value;
        }).join();
        cout << sum << '\n';
    } else if (mode == "recursion") {
        cout << depth(100000) << '\n';
    } else if (mode == "crash") {
        throw runtime_error("as asked");
    } else if (mode == "memory") {
        vector<vector<char>> blocks;
        for (;;) blocks.emplace_back(1 << 20, 1);
    } else if (mode == "allocate") {
        vector<char> block(2000000000, 1);
        cout << block.size() << '\n';
    } else {
        while (one) {
        }
    }
}
