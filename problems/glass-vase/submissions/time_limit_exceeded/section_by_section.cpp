// Fills the vase from the bottom for every mark.
#include <cmath>
#include <iomanip>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<double> radius(n + 1), height(n);
    for (double &r : radius) std::cin >> r;
    for (double &h : height) std::cin >> h;
    std::cout << std::fixed << std::setprecision(9);
    while (q-- > 0) {
        double rest, level = 0;
        std::cin >> rest;
        rest *= 3 / M_PI;
        for (int i = 0; i < n; i++) {
            double a = radius[i], b = radius[i + 1];
            double volume = height[i] * (a * a + a * b + b * b);
            if (volume > rest) {
                double surface = std::cbrt(a * a * a + (b - a) / height[i] * rest);
                level += rest / (surface * surface + surface * a + a * a);
                break;
            }
            rest -= volume;
            level += height[i];
        }
        std::cout << level << '\n';
    }
}
