// Has room for a thousand machines only.
#include <array>
#include <iostream>

int main() {
    int m;
    long long pages;
    std::cin >> m >> pages;
    std::array<long long, 1000> warm_up{}, per_page{};
    for (int i = 0; i < m; i++) std::cin >> warm_up.at(i) >> per_page.at(i);
    long long too_short = 0, long_enough = 1'000'000'001'000'000'000;
    while (long_enough - too_short > 1) {
        long long middle = (too_short + long_enough) / 2, left = pages;
        for (int i = 0; i < m && left > 0; i++)
            if (middle > warm_up[i]) left -= (middle - warm_up[i]) / per_page[i];
        (left <= 0 ? long_enough : too_short) = middle;
    }
    std::cout << long_enough << '\n';
}
