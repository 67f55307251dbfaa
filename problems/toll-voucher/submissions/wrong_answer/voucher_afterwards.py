# Looks for the cheapest way without the voucher and then spends it on the dearest road of that way.
import sys
from heapq import heappop, heappush


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    roads = [[] for _ in range(n + 1)]
    for a, b, toll in zip(numbers[2::3], numbers[3::3], numbers[4::3]):
        roads[a].append((b, toll))
        roads[b].append((a, toll))
    done = [False] * (n + 1)
    heap = [(0, 1, 0)]
    while heap:
        coins, town, dearest = heappop(heap)
        if town == n:
            print(coins - dearest + dearest // 2)
            return
        if done[town]:
            continue
        done[town] = True
        for following, toll in roads[town]:
            if not done[following]:
                heappush(heap, (coins + toll, following, max(dearest, toll)))
    print("unreachable")


main()
