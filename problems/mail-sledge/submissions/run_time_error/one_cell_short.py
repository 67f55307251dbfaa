n, capacity = map(int, input().split())
best = [(0, 0)] * capacity
for _ in range(n):
    weight, stamps = map(int, input().split())
    for room in range(capacity, weight - 1, -1):
        total, load = best[room - weight]
        best[room] = max(best[room], (total + stamps, load - weight))
total, load = best[capacity]
print(total, -load)
