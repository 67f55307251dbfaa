// Looks at the whole sheet again in every minute.
#include <iostream>
#include <string>
#include <vector>
using namespace std;

int main() {
    int rows, columns;
    cin >> rows >> columns;
    vector<string> sheet(rows);
    for (auto& row : sheet) cin >> row;
    auto inked = [&](int r, int c) {
        return r >= 0 && c >= 0 && r < rows && c < columns && sheet[r][c] == '*';
    };
    int minute = 0;
    for (;; minute++) {
        vector<pair<int, int>> reached;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (sheet[r][c] != '.') continue;
                if (inked(r - 1, c) || inked(r + 1, c) || inked(r, c - 1) || inked(r, c + 1)) reached.push_back({r, c});
            }
        }
        if (reached.empty()) break;
        for (auto [r, c] : reached) sheet[r][c] = '*';
    }
    int dry = 0;
    for (auto& row : sheet)
        for (char cell : row) dry += cell == '.';
    cout << minute << ' ' << dry << '\n';
}
