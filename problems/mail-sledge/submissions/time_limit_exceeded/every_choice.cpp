// Tries to take and to leave each parcel.
#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>
using namespace std;

vector<pair<int, long long>> parcels;

pair<long long, int> best(size_t parcel, int room) {
    if (parcel == parcels.size()) return {0, 0};
    auto result = best(parcel + 1, room);
    auto [weight, count] = parcels[parcel];
    if (weight <= room) {
        auto [stamps, load] = best(parcel + 1, room - weight);
        result = max(result, {stamps + count, load - weight});
    }
    return result;
}

int main() {
    int n, capacity;
    cin >> n >> capacity;
    parcels.resize(n);
    for (auto& [weight, count] : parcels) cin >> weight >> count;
    auto [stamps, load] = best(0, capacity);
    cout << stamps << ' ' << -load << '\n';
}
