// Multiplies a with a remainder in 32 bits.
#include <cstdint>
#include <iostream>

int main() {
    int q;
    std::cin >> q;
    while (q-- > 0) {
        std::uint64_t n;
        std::uint32_t a, m;
        std::cin >> a >> n >> m;
        std::uint32_t factor = a % m, shift = 1 % m, sum = 0;
        for (; n > 0; n /= 2) {
            if (n % 2 == 1) sum = (factor * sum + shift) % m;
            shift = (factor * shift + shift) % m;
            factor = factor * factor % m;
        }
        std::cout << sum << '\n';
    }
}
