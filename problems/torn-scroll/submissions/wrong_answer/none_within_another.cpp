// Overlaps only ends with beginnings and does not see that one fragment may lie in the middle of another.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
using namespace std;

int overlap(const string& left, const string& right) {
    for (size_t size = min(left.size(), right.size()); size > 0; size--)
        if (left.compare(left.size() - size, size, right, 0, size) == 0) return static_cast<int>(size);
    return 0;
}

int main() {
    int n;
    cin >> n;
    vector<string> words(n);
    for (auto& word : words) cin >> word;
    vector<vector<int>> added(n, vector<int>(n));
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) added[i][j] = static_cast<int>(words[j].size()) - overlap(words[i], words[j]);
    const int far = 1 << 20;
    vector<vector<int>> length(1 << n, vector<int>(n, far));
    for (int i = 0; i < n; i++) length[1 << i][i] = static_cast<int>(words[i].size());
    for (int set = 1; set < 1 << n; set++)
        for (int last = 0; last < n; last++)
            for (int next = 0; next < n; next++)
                if (!(set >> next & 1))
                    length[set | 1 << next][next] = min(length[set | 1 << next][next], length[set][last] + added[last][next]);
    cout << *min_element(length.back().begin(), length.back().end()) << '\n';
}
