# Connects whatever can be connected and heats each connected part with its cheapest boiler.
import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    boiler = [0] + numbers[2 : n + 2]
    offers = sorted(zip(numbers[n + 4 :: 3], numbers[n + 2 :: 3], numbers[n + 3 :: 3]))
    leader = list(range(n + 1))

    def find(house):
        while leader[house] != house:
            leader[house] = leader[leader[house]]
            house = leader[house]
        return house

    total = sum(boiler)
    for price, u, v in offers:
        u, v = find(u), find(v)
        if u != v:
            leader[u] = v
            total += price - max(boiler[u], boiler[v])
            boiler[v] = min(boiler[u], boiler[v])
    print(total)


main()
