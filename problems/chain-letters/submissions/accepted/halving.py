import sys


def copies(a, n, m):
    total, power = 0, 1
    for bit in bin(n)[2:]:
        total, power = (total + power * total) % m, power * power % m
        if bit == "1":
            total, power = (1 + a * total) % m, power * a % m
    return total % m


q, *numbers = map(int, sys.stdin.buffer.read().split())
for a, n, m in zip(numbers[::3], numbers[1::3], numbers[2::3]):
    print(copies(a, n, m))
