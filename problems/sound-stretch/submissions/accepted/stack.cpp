#include <iostream>
#include <string>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::string strip;
    std::cin >> strip;
    const std::string opening = "([{", closing = ")]}";

    // Positions of the openings still to be closed, above the last position no piece can cross.
    std::vector<int> stack{-1};
    int longest = 0, ways = 0;
    for (int i = 0; i < static_cast<int>(strip.size()); i++) {
        auto kind = closing.find(strip[i]);
        if (kind == std::string::npos) {
            stack.push_back(i);
        } else if (stack.size() > 1 && strip[stack.back()] == opening[kind]) {
            stack.pop_back();
            int length = i - stack.back();
            if (length > longest) longest = length, ways = 0;
            if (length == longest) ways++;
        } else {
            stack.assign(1, i);
        }
    }
    std::cout << longest << ' ' << ways << '\n';
}
