// Adds up page by page for every question.
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<long long> values(n);
    for (long long &value : values) std::cin >> value;
    while (q-- > 0) {
        int l, r;
        std::cin >> l >> r;
        int day = l - 1;
        long long sum = values[day];
        while (day != r - 1) {
            day = (day + 1) % n;
            sum += values[day];
        }
        std::cout << sum << '\n';
    }
}
