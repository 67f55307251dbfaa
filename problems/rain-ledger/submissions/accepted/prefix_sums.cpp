#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<long long> until(n + 1, 0);
    for (int i = 1; i <= n; i++) {
        long long value;
        std::cin >> value;
        until[i] = until[i - 1] + value;
    }
    while (q-- > 0) {
        int l, r;
        std::cin >> l >> r;
        long long sum = until[r] - until[l - 1];
        if (l > r) sum += until[n];
        std::cout << sum << '\n';
    }
}
