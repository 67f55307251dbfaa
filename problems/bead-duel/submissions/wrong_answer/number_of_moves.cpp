// Counts how many shortest blocks there are and lets their parity decide.
#include <iostream>
using namespace std;

int main() {
    int k, games, shortest, other;
    cin >> k >> games >> shortest;
    while (--k) cin >> other;
    while (games--) {
        int strings, moves = 0;
        cin >> strings;
        while (strings--) {
            int beads;
            cin >> beads;
            moves += beads / shortest;
        }
        cout << (moves % 2 ? "first" : "second") << '\n';
    }
}
