# a^n - 1 is known modulo m * (a - 1), so that the division by a - 1 is exact.
import sys

q, *numbers = map(int, sys.stdin.buffer.read().split())
for a, n, m in zip(numbers[::3], numbers[1::3], numbers[2::3]):
    if a == 1:
        print(n % m)
    elif a == 0:
        print(1 % m)
    else:
        print((pow(a, n, m * (a - 1)) - 1) // (a - 1) % m)
