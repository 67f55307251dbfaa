// Starts anew from every position.
#include <iostream>
#include <string>
#include <vector>

int main() {
    std::string strip;
    std::cin >> strip;
    int n = static_cast<int>(strip.size()), longest = 0, ways = 0;
    for (int begin = 0; begin < n; begin++) {
        std::vector<char> open;
        int best = 0;
        for (int i = begin; i < n; i++) {
            char c = strip[i];
            if (c == '(') open.push_back(')');
            else if (c == '[') open.push_back(']');
            else if (c == '{') open.push_back('}');
            else if (!open.empty() && open.back() == c) open.pop_back();
            else break;
            if (open.empty()) best = i - begin + 1;
        }
        if (best > longest) longest = best, ways = 0;
        if (best == longest && best > 0) ways++;
    }
    std::cout << longest << ' ' << ways << '\n';
}
