// Looks each badge up by going through the list of everybody inside.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::string> inside;
    std::size_t fullest = 0;
    while (n-- > 0) {
        std::string badge;
        std::cin >> badge;
        auto found = std::find(inside.begin(), inside.end(), badge);
        if (found != inside.end())
            inside.erase(found);
        else
            inside.push_back(badge);
        fullest = std::max(fullest, inside.size());
    }
    std::cout << fullest << ' ' << inside.size() << '\n';
    for (const std::string &badge : inside) std::cout << badge << '\n';
}
