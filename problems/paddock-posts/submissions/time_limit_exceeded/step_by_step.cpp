// Walks along every side, one column at a time, to look for posts.
#include <cstdlib>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    cin.tie(nullptr)->sync_with_stdio(false);
    int n;
    cin >> n;
    vector<long long> x(n), y(n);
    for (int i = 0; i < n; i++) cin >> x[i] >> y[i];
    long long posts = 0;
    __int128 area = 0;
    for (int i = 0; i < n; i++) {
        int j = (i + 1) % n;
        long long width = llabs(x[j] - x[i]), height = llabs(y[j] - y[i]);
        if (width == 0) posts += height;
        for (long long step = 1; step <= width; step++) posts += step * height % width == 0;
        area += static_cast<__int128>(x[i]) * y[j] - static_cast<__int128>(x[j]) * y[i];
    }
    cout << posts << ' ' << llabs(static_cast<long long>(area)) << '\n';
}
