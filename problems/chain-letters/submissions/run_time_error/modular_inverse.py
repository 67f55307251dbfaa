# Divides by a - 1 modulo m, which need not have an inverse.
import sys

q, *numbers = map(int, sys.stdin.buffer.read().split())
for a, n, m in zip(numbers[::3], numbers[1::3], numbers[2::3]):
    print((pow(a, n, m) - 1) * pow(a - 1, -1, m) % m)
