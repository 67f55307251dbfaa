n, room = map(int, input().split())
parcels = [tuple(map(int, input().split())) for _ in range(n)]
parcels.sort(key=lambda parcel: parcel[1] / parcel[0], reverse=True)
total = load = 0
for weight, stamps in parcels:
    if load + weight <= room:
        load += weight
        total += stamps
print(total, load)
