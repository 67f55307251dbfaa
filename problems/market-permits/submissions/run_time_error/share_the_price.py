# Splits the price of a permit evenly among the stalls that need it, even if there are none.
import sys

rows = [list(map(int, line.split())) for line in sys.stdin]
stalls = [(row[0], row[2:]) for row in rows[2:]]
share = {}
for permit, price in enumerate(rows[1], 1):
    share[permit] = price // sum(permit in needs for _, needs in stalls)
print(sum(max(0, earned - sum(share[permit] for permit in needs)) for earned, needs in stalls))
