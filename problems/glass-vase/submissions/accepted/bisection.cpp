#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <vector>

double cone(double x, double a, double b) {
    return M_PI * x * (a * a + a * b + b * b) / 3;
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, q;
    std::cin >> n >> q;
    std::vector<double> radius(n + 1), height(n), bottom(n + 1), volume(n + 1);
    for (double &r : radius) std::cin >> r;
    for (double &h : height) std::cin >> h;
    for (int i = 0; i < n; i++) {
        bottom[i + 1] = bottom[i] + height[i];
        volume[i + 1] = volume[i] + cone(height[i], radius[i], radius[i + 1]);
    }
    std::cout << std::fixed << std::setprecision(9);
    while (q-- > 0) {
        double amount;
        std::cin >> amount;
        auto above = std::upper_bound(volume.begin(), volume.end(), amount);
        if (above == volume.end()) {
            std::cout << bottom[n] << '\n';
            continue;
        }
        auto i = above - volume.begin() - 1;
        double low = 0, high = height[i], rest = amount - volume[i];
        double slope = (radius[i + 1] - radius[i]) / height[i];
        for (int step = 0; step < 40; step++) {
            double x = (low + high) / 2;
            (cone(x, radius[i], radius[i] + slope * x) <= rest ? low : high) = x;
        }
        std::cout << bottom[i] + low << '\n';
    }
}
