// Counts the mowed cells of the whole garden after each letter.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

int main() {
    int h, w;
    std::cin >> h >> w;
    std::vector<std::string> garden(h);
    int row = 0, column = 0;
    for (int i = 0; i < h; i++) {
        std::cin >> garden[i];
        auto start = garden[i].find('S');
        if (start != std::string::npos) row = i, column = static_cast<int>(start);
    }
    std::string program;
    std::cin >> program;

    const int down[] = {-1, 0, 1, 0}, right[] = {0, 1, 0, -1};
    int facing = 0;
    long long mowed = 0;
    garden[row][column] = 'm';
    for (char letter : program) {
        if (letter == 'L') facing = (facing + 3) % 4;
        if (letter == 'R') facing = (facing + 1) % 4;
        int r = row + down[facing], c = column + right[facing];
        bool free = r >= 0 && r < h && c >= 0 && c < w && garden[r][c] != '#';
        if (letter == 'F' && free) row = r, column = c;
        garden[row][column] = 'm';
        mowed = 0;
        for (const auto &line : garden) {
            for (volatile char cell : line) mowed += cell == 'm';
        }
    }
    std::cout << mowed << ' ' << row + 1 << ' ' << column + 1 << '\n';
}
