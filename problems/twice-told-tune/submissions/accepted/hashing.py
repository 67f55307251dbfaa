import random

P = (1 << 61) - 1
BASE = random.randrange(10**9, P)

tune = input()
n = len(tune)
hashes = [0]
for note in map(ord, tune):
    hashes.append((hashes[-1] * BASE + note) % P)


def told_twice(length):
    factor = pow(BASE, length, P)
    first = {}
    for i, (begin, end) in enumerate(zip(hashes, hashes[length:])):
        if i - first.setdefault((end - begin * factor) % P, i) >= length:
            return True
    return False


possible, impossible = 0, n // 2 + 1
while impossible - possible > 1:
    middle = (possible + impossible) // 2
    if told_twice(middle):
        possible = middle
    else:
        impossible = middle
print(possible)
