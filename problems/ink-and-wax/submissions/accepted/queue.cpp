#include <iostream>
#include <string>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int rows, columns;
    cin >> rows >> columns;
    vector<string> sheet(rows);
    vector<pair<int, int>> queue;
    vector<vector<int>> minute(rows, vector<int>(columns, -1));
    for (int r = 0; r < rows; r++) {
        cin >> sheet[r];
        for (int c = 0; c < columns; c++) {
            if (sheet[r][c] == '*') {
                minute[r][c] = 0;
                queue.push_back({r, c});
            }
        }
    }
    int last = 0;
    for (size_t head = 0; head < queue.size(); head++) {
        auto [r, c] = queue[head];
        last = minute[r][c];
        const int around[4][2] = {{r - 1, c}, {r + 1, c}, {r, c - 1}, {r, c + 1}};
        for (auto [y, x] : around) {
            if (y < 0 || x < 0 || y >= rows || x >= columns) continue;
            if (sheet[y][x] == '#' || minute[y][x] >= 0) continue;
            minute[y][x] = last + 1;
            queue.push_back({y, x});
        }
    }
    int dry = 0;
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) dry += sheet[r][c] == '.' && minute[r][c] < 0;
    cout << last << ' ' << dry << '\n';
}
