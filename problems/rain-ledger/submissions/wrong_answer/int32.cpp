// Adds up in 32 bits.
#include <cstdint>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<std::uint32_t> until(n + 1, 0);
    for (int i = 1; i <= n; i++) {
        int value;
        std::cin >> value;
        until[i] = until[i - 1] + static_cast<std::uint32_t>(value);
    }
    while (q-- > 0) {
        int l, r;
        std::cin >> l >> r;
        std::uint32_t sum = until[r] - until[l - 1];
        if (l > r) sum += until[n];
        std::cout << static_cast<std::int32_t>(sum) << '\n';
    }
}
