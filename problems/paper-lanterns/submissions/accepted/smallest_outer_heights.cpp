#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n;
    cin >> n;
    vector<pair<int, int>> lanterns(n);
    for (auto& [w, h] : lanterns) {
        cin >> w >> h;
        h = -h;
    }
    // With equal widths the tallest comes first: no two of them can then follow each other in a rising sequence.
    sort(lanterns.begin(), lanterns.end());
    vector<int> outer;
    for (auto [w, h] : lanterns) {
        auto place = lower_bound(outer.begin(), outer.end(), -h);
        if (place == outer.end())
            outer.push_back(-h);
        else
            *place = -h;
    }
    cout << outer.size() << '\n';
}
