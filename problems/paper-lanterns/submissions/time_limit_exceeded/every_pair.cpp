#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n;
    cin >> n;
    vector<pair<int, int>> lanterns(n);
    for (auto& [w, h] : lanterns) cin >> w >> h;
    sort(lanterns.begin(), lanterns.end());
    vector<int> depth(n, 1);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            bool fits = lanterns[j].first < lanterns[i].first && lanterns[j].second < lanterns[i].second;
            if (fits && depth[j] >= depth[i]) depth[i] = depth[j] + 1;
        }
    }
    cout << *max_element(depth.begin(), depth.end()) << '\n';
}
