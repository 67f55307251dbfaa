// Keeps an array for the minutes that is far too short.
#include <iostream>
#include <vector>

int main() {
    int n;
    std::cin >> n;
    std::vector<int> keepers(1000000);
    for (int i = 0; i < n; i++) {
        int a, b;
        std::cin >> a >> b;
        keepers.at(a)++;
        keepers.at(b)--;
    }
    long long total = 0, longest = 0, current = 0;
    int now = 0;
    for (int change : keepers) {
        now += change;
        current = now == 1 ? current + 1 : 0;
        total += now == 1;
        longest = std::max(longest, current);
    }
    std::cout << total << ' ' << longest << '\n';
}
