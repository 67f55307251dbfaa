// Compares the tune with itself, moved by every possible distance.
#include <algorithm>
#include <iostream>
#include <string>

int main() {
    std::string tune;
    std::cin >> tune;
    int n = static_cast<int>(tune.size()), longest = 0;
    for (int distance = 1; distance < n; distance++) {
        int equal = 0;
        for (int i = 0; i + distance < n; i++) {
            equal = tune[i] == tune[i + distance] ? equal + 1 : 0;
            longest = std::max(longest, std::min(equal, distance));
        }
    }
    std::cout << longest << '\n';
}
