#include <cstdlib>
#include <iostream>
#include <numeric>
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
        posts += gcd(x[i] - x[j], y[i] - y[j]);
        area += static_cast<__int128>(x[i]) * y[j] - static_cast<__int128>(x[j]) * y[i];
    }
    cout << posts << ' ' << llabs(static_cast<long long>(area)) << '\n';
}
