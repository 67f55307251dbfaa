# Opens all the stalls, then closes one as long as that alone makes the profit larger.
import sys

rows = [list(map(int, line.split())) for line in sys.stdin]
price = dict(enumerate(rows[1], 1))
stalls = [(row[0], set(row[2:])) for row in rows[2:]]
users = {permit: sum(permit in needs for _, needs in stalls) for permit in price}
profit = sum(earned for earned, _ in stalls) - sum(price[permit] for permit, count in users.items() if count)
closing = True
while closing:
    closing = False
    for stall in stalls:
        earned, needs = stall
        saved = sum(price[permit] for permit in needs if users[permit] == 1)
        if saved > earned:
            profit += saved - earned
            for permit in needs:
                users[permit] -= 1
            stalls.remove(stall)
            closing = True
            break
print(profit)
