// Goes upwards through the weights, so a parcel may be taken more than once.
#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;

int main() {
    int n, capacity;
    cin >> n >> capacity;
    vector<long long> stamps(capacity + 1, -1);
    stamps[0] = 0;
    while (n--) {
        int weight;
        long long count;
        cin >> weight >> count;
        for (int w = weight; w <= capacity; w++)
            if (stamps[w - weight] >= 0) stamps[w] = max(stamps[w], stamps[w - weight] + count);
    }
    auto most = max_element(stamps.begin(), stamps.end());
    cout << *most << ' ' << most - stamps.begin() << '\n';
}
