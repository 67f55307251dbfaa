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
    vector<string> found(n), words;
    for (auto& word : found) cin >> word;
    // Longest first: a fragment within another one, or equal to it, comes after it.
    sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
    for (auto& word : found) {
        bool within = any_of(words.begin(), words.end(), [&](auto& w) { return w.find(word) != string::npos; });
        if (!within) words.push_back(word);
    }
    int count = static_cast<int>(words.size());
    vector<vector<int>> added(count, vector<int>(count));
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) added[i][j] = static_cast<int>(words[j].size()) - overlap(words[i], words[j]);
    const int far = 1 << 20;
    // length[set][last]: the shortest line of all fragments in the set, ending with the last one.
    vector<vector<int>> length(1 << count, vector<int>(count, far));
    for (int i = 0; i < count; i++) length[1 << i][i] = static_cast<int>(words[i].size());
    for (int set = 1; set < 1 << count; set++) {
        for (int last = 0; last < count; last++) {
            if (length[set][last] == far) continue;
            for (int next = 0; next < count; next++) {
                if (set >> next & 1) continue;
                int& there = length[set | 1 << next][next];
                there = min(there, length[set][last] + added[last][next]);
            }
        }
    }
    cout << *min_element(length.back().begin(), length.back().end()) << '\n';
}
