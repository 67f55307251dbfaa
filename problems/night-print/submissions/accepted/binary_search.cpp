#include <iostream>
#include <vector>

struct Machine {
    long long warm_up, per_page;
};

bool enough(const std::vector<Machine> &machines, long long pages, long long time) {
    // All machines together could pass 64 bits; stopping early keeps the count small.
    for (const auto &[warm_up, per_page] : machines) {
        if (time > warm_up) pages -= (time - warm_up) / per_page;
        if (pages <= 0) return true;
    }
    return false;
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int m;
    long long pages;
    std::cin >> m >> pages;
    std::vector<Machine> machines(m);
    for (auto &[warm_up, per_page] : machines) std::cin >> warm_up >> per_page;

    long long too_short = 0, long_enough = 1'000'000'001'000'000'000;
    while (long_enough - too_short > 1) {
        long long middle = (too_short + long_enough) / 2;
        (enough(machines, pages, middle) ? long_enough : too_short) = middle;
    }
    std::cout << long_enough << '\n';
}
