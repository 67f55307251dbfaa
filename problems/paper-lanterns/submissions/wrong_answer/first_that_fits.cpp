// Always puts the next lantern around the nest if it goes, and never looks back.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    int n;
    cin >> n;
    vector<pair<int, int>> lanterns(n);
    for (auto& [w, h] : lanterns) cin >> w >> h;
    sort(lanterns.begin(), lanterns.end());
    int count = 0, width = 0, height = 0;
    for (auto [w, h] : lanterns) {
        if (w <= width || h <= height) continue;
        width = w;
        height = h;
        count++;
    }
    cout << count << '\n';
}
