// Works out the value of a string again each time that it is asked for.
#include <iostream>
#include <set>
#include <vector>
using namespace std;

vector<int> lengths;

int value(int beads) {
    set<int> after;
    for (int length : lengths)
        for (int left = 0; left + length <= beads; left++) after.insert(value(left) ^ value(beads - length - left));
    int smallest = 0;
    while (after.count(smallest)) smallest++;
    return smallest;
}

int main() {
    int k, games;
    cin >> k >> games;
    lengths.resize(k);
    for (auto& length : lengths) cin >> length;
    while (games--) {
        int strings, sum = 0;
        cin >> strings;
        while (strings--) {
            int beads;
            cin >> beads;
            sum ^= value(beads);
        }
        cout << (sum ? "first" : "second") << '\n';
    }
}
