# Lets the two tellings share notes.
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
    seen = set()
    for begin, end in zip(hashes, hashes[length:]):
        part = (end - begin * factor) % P
        if part in seen:
            return True
        seen.add(part)
    return False


possible, impossible = 0, n
while impossible - possible > 1:
    middle = (possible + impossible) // 2
    if told_twice(middle):
        possible = middle
    else:
        impossible = middle
print(possible)
