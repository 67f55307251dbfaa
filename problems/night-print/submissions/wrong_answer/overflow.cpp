// Adds up the pages of all machines, which passes 64 bits for long times.
#include <cstdint>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int m;
    std::int64_t pages;
    std::cin >> m >> pages;
    std::vector<std::int64_t> warm_up(m), per_page(m);
    for (int i = 0; i < m; i++) std::cin >> warm_up[i] >> per_page[i];
    std::int64_t too_short = 0, long_enough = 1'000'000'001'000'000'000;
    while (long_enough - too_short > 1) {
        std::int64_t middle = (too_short + long_enough) / 2;
        std::uint64_t ready = 0;
        for (int i = 0; i < m; i++)
            if (middle > warm_up[i]) ready += static_cast<std::uint64_t>((middle - warm_up[i]) / per_page[i]);
        (static_cast<std::int64_t>(ready) >= pages ? long_enough : too_short) = middle;
    }
    std::cout << long_enough << '\n';
}
