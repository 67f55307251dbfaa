# Every house takes the cheapest thing that it can get: its boiler or one of its pipes.
import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    cheapest = [0] + numbers[2 : n + 2]
    for u, v, price in zip(numbers[n + 2 :: 3], numbers[n + 3 :: 3], numbers[n + 4 :: 3]):
        cheapest[u] = min(cheapest[u], price)
        cheapest[v] = min(cheapest[v], price)
    print(sum(cheapest))


main()
