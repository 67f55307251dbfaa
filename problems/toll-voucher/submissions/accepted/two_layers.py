import sys
from heapq import heappop, heappush


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    roads = [[] for _ in range(n + 1)]
    for a, b, toll in zip(numbers[2::3], numbers[3::3], numbers[4::3]):
        roads[a].append((b, toll))
        roads[b].append((a, toll))
    far = 1 << 60
    with_voucher = [far] * (n + 1)
    without = [far] * (n + 1)
    with_voucher[1] = 0
    # Town numbers above n stand for towns reached after the voucher was used.
    heap = [(0, 1)]
    while heap:
        coins, town = heappop(heap)
        if town > n:
            town -= n
            if town == n:
                print(coins)
                return
            if coins > without[town]:
                continue
        else:
            if coins > with_voucher[town]:
                continue
            for following, toll in roads[town]:
                if coins + toll < with_voucher[following]:
                    with_voucher[following] = coins + toll
                    heappush(heap, (coins + toll, following))
            for following, toll in roads[town]:
                halved = coins + toll // 2
                if halved < without[following]:
                    without[following] = halved
                    heappush(heap, (halved, following + n))
            continue
        for following, toll in roads[town]:
            if coins + toll < without[following]:
                without[following] = coins + toll
                heappush(heap, (coins + toll, following + n))
    print("unreachable")


main()
