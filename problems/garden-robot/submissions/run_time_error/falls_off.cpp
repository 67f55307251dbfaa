// Looks for hedges only, and so leaves the garden.
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

int main() {
    int h, w;
    std::cin >> h >> w;
    std::vector<std::string> garden(h);
    std::size_t row = 0, column = 0;
    for (int i = 0; i < h; i++) {
        std::cin >> garden[i];
        if (garden[i].find('S') != std::string::npos) row = i, column = garden[i].find('S');
    }
    std::string program;
    std::cin >> program;

    const int down[] = {-1, 0, 1, 0}, right[] = {0, 1, 0, -1};
    int facing = 0;
    std::set<std::pair<std::size_t, std::size_t>> mowed{{row, column}};
    for (char letter : program) {
        if (letter == 'L') facing = (facing + 3) % 4;
        if (letter == 'R') facing = (facing + 1) % 4;
        if (letter != 'F') continue;
        if (garden.at(row + down[facing]).at(column + right[facing]) == '#') continue;
        row += down[facing];
        column += right[facing];
        mowed.insert({row, column});
    }
    std::cout << mowed.size() << ' ' << row + 1 << ' ' << column + 1 << '\n';
}
