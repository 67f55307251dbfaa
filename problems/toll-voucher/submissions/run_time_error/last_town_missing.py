import sys
from heapq import heappop, heappush


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    roads = [[] for _ in range(n)]
    for a, b, toll in zip(numbers[2::3], numbers[3::3], numbers[4::3]):
        roads[a].append((b, toll))
        roads[b].append((a, toll))
    done = set()
    heap = [(0, 1, 0)]
    while heap:
        coins, town, used = heappop(heap)
        if town == n and used:
            print(coins)
            return
        if (town, used) in done:
            continue
        done.add((town, used))
        for following, toll in roads[town]:
            heappush(heap, (coins + toll, following, used))
            if not used:
                heappush(heap, (coins + toll // 2, following, 1))
    print("unreachable")


main()
