#include <iostream>
#include <string>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n, q;
    cin >> n >> q;
    vector<char> coat(n, 1);
    while (q--) {
        string verb;
        int number;
        cin >> verb >> number;
        if (verb == "hang") {
            coat[number - 1] = 1;
            continue;
        }
        int hook = -1;
        while (number > 0) number -= coat[++hook];
        coat[hook] = 0;
        cout << hook + 1 << '\n';
    }
}
