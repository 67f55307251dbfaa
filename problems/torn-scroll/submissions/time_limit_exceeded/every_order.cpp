#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
using namespace std;

vector<string> words;
vector<vector<int>> added;
vector<int> order;
int shortest = 1 << 20;

int overlap(const string& left, const string& right) {
    for (size_t size = min(left.size(), right.size()); size > 0; size--)
        if (left.compare(left.size() - size, size, right, 0, size) == 0) return static_cast<int>(size);
    return 0;
}

void extend(size_t placed, int length) {
    if (placed == order.size()) shortest = min(shortest, length);
    for (size_t i = placed; i < order.size(); i++) {
        swap(order[placed], order[i]);
        int word = order[placed];
        extend(placed + 1, length + (placed ? added[order[placed - 1]][word] : static_cast<int>(words[word].size())));
        swap(order[placed], order[i]);
    }
}

int main() {
    int n;
    cin >> n;
    vector<string> found(n);
    for (auto& word : found) cin >> word;
    sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
    for (auto& word : found) {
        bool within = any_of(words.begin(), words.end(), [&](auto& w) { return w.find(word) != string::npos; });
        if (!within) words.push_back(word);
    }
    for (auto& left : words) {
        order.push_back(static_cast<int>(order.size()));
        auto& row = added.emplace_back();
        for (auto& right : words) row.push_back(static_cast<int>(right.size()) - overlap(left, right));
    }
    extend(0, 0);
    cout << shortest << '\n';
}
