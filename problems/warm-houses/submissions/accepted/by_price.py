import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    # A boiler is a pipe to house 0, where it is always warm.
    offers = [(price, 0, house) for house, price in enumerate(numbers[2 : n + 2], 1)]
    offers += zip(numbers[n + 4 :: 3], numbers[n + 2 :: 3], numbers[n + 3 :: 3])
    offers.sort()
    leader = list(range(n + 1))

    def find(house):
        while leader[house] != house:
            leader[house] = leader[leader[house]]
            house = leader[house]
        return house

    total = 0
    for price, u, v in offers:
        u, v = find(u), find(v)
        if u != v:
            leader[u] = v
            total += price
    print(total)


main()
