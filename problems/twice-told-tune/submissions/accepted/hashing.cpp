#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

constexpr std::uint64_t P = (1ull << 61) - 1;

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(a) * b % P);
}

int main() {
    std::string tune;
    std::cin >> tune;
    int n = static_cast<int>(tune.size());
    const std::uint64_t base =
        1'000'000'007ull + static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()) % 1'000'000'000ull;
    std::vector<std::uint64_t> hash(n + 1), power(n + 1, 1);
    for (int i = 0; i < n; i++) {
        hash[i + 1] = (times(hash[i], base) + static_cast<std::uint64_t>(tune[i])) % P;
        power[i + 1] = times(power[i], base);
    }

    std::vector<std::pair<std::uint64_t, int>> parts;
    auto told_twice = [&](int length) {
        parts.clear();
        for (int i = 0; i + length <= n; i++)
            parts.push_back({(hash[i + length] + P - times(hash[i], power[length])) % P, i});
        std::sort(parts.begin(), parts.end());
        for (std::size_t k = 0, first = 0; k < parts.size(); k++) {
            if (parts[k].first != parts[first].first) first = k;
            if (parts[k].second - parts[first].second >= length) return true;
        }
        return false;
    };
    int possible = 0, impossible = n / 2 + 1;
    while (impossible - possible > 1) {
        int middle = (possible + impossible) / 2;
        (told_twice(middle) ? possible : impossible) = middle;
    }
    std::cout << possible << '\n';
}
