import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    capacity = numbers[1]
    # Stamps and weight in one number: a stamp more always counts for more than the lightest load.
    scale = capacity + 1
    best = [0] * (capacity + 1)
    for weight, stamps in zip(numbers[2::2], numbers[3::2]):
        if weight <= capacity:
            gain = stamps * scale - weight
            best[weight:] = [max(a, b + gain) for a, b in zip(best[weight:], best)]
    stamps = -(-best[capacity] // scale)
    print(stamps, stamps * scale - best[capacity])


main()
