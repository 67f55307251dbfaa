// Adds up the copies of every single day.
#include <cstdint>
#include <iostream>

int main() {
    int q;
    std::cin >> q;
    while (q-- > 0) {
        std::uint64_t a, n, m;
        std::cin >> a >> n >> m;
        std::uint64_t sum = 0;
        while (n-- > 0) sum = (1 + a * sum) % m;
        std::cout << sum << '\n';
    }
}
