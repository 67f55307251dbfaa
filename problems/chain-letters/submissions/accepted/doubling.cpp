#include <cstdint>
#include <iostream>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int q;
    std::cin >> q;
    while (q-- > 0) {
        std::uint64_t a, n, m;
        std::cin >> a >> n >> m;
        // step(x) = factor * x + shift stands for some number of days, doubled with every bit of n.
        std::uint64_t factor = a % m, shift = 1 % m, sum = 0;
        for (; n > 0; n /= 2) {
            if (n % 2 == 1) sum = (factor * sum + shift) % m;
            shift = (factor * shift + shift) % m;
            factor = factor * factor % m;
        }
        std::cout << sum << '\n';
    }
}
