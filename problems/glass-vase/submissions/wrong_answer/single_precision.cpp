// Computes with 32-bit floating-point numbers.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<float> radius(n + 1), height(n), bottom(n + 1), volume(n + 1);
    for (float &r : radius) std::cin >> r;
    for (float &h : height) std::cin >> h;
    for (int i = 0; i < n; i++) {
        float a = radius[i], b = radius[i + 1];
        bottom[i + 1] = bottom[i] + height[i];
        volume[i + 1] = volume[i] + height[i] * (a * a + a * b + b * b);
    }
    std::cout << std::fixed << std::setprecision(9);
    while (q-- > 0) {
        float amount;
        std::cin >> amount;
        amount *= 3 / static_cast<float>(M_PI);
        auto above = std::upper_bound(volume.begin(), volume.end(), amount);
        if (above == volume.end()) {
            std::cout << bottom[n] << '\n';
            continue;
        }
        auto i = above - volume.begin() - 1;
        float r = radius[i], rest = amount - volume[i];
        float surface = std::cbrt(r * r * r + (radius[i + 1] - r) / height[i] * rest);
        std::cout << bottom[i] + rest / (surface * surface + surface * r + r * r) << '\n';
    }
}
