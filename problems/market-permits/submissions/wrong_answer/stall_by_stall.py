# Opens the stall that adds most to the profit, again and again, and misses stalls that pay only together.
import sys

rows = [list(map(int, line.split())) for line in sys.stdin]
price = dict(enumerate(rows[1], 1))
stalls = [(row[0], set(row[2:])) for row in rows[2:]]
bought = set()
profit = 0
while stalls:
    gains = [(earned - sum(price[permit] for permit in needs - bought), i) for i, (earned, needs) in enumerate(stalls)]
    gain, i = max(gains)
    if gain < 0:
        break
    profit += gain
    bought |= stalls.pop(i)[1]
print(profit)
