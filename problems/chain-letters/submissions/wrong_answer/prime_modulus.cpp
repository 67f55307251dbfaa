// Divides by a - 1 as if m were prime and did not divide a - 1.
#include <cstdint>
#include <iostream>

std::uint64_t power(std::uint64_t base, std::uint64_t exponent, std::uint64_t m) {
    std::uint64_t result = 1 % m;
    for (base %= m; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) result = result * base % m;
        base = base * base % m;
    }
    return result;
}

int main() {
    int q;
    std::cin >> q;
    while (q-- > 0) {
        std::uint64_t a, n, m;
        std::cin >> a >> n >> m;
        if (a == 1) {
            std::cout << n % m << '\n';
            continue;
        }
        std::uint64_t numerator = (power(a, n, m) + m - 1) % m;
        std::uint64_t denominator = (a + m - 1) % m;
        std::cout << numerator * power(denominator, m - 2, m) % m << '\n';
    }
}
