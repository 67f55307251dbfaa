# Stalls pay for their permits as far as they can; money that is missing for one may be found by letting
# another stall pay for a shared permit. What is left in the end, after no more can be paid, is the profit.
import sys


def main():
    rows = [list(map(int, line.split())) for line in sys.stdin]
    owed = rows[1]
    permits = [[permit - 1 for permit in row[2:]] for row in rows[2:]]
    left = [row[0] for row in rows[2:]]
    paid = [dict.fromkeys(needs, 0) for needs in permits]
    stalls_of = [[] for _ in owed]
    for stall, needs in enumerate(permits):
        for permit in needs:
            stalls_of[permit].append(stall)

    def find_payment():
        """Breadth first from the stalls with money left to a permit that is still owed for."""
        origin = {("stall", stall): None for stall, money in enumerate(left) if money}
        queue = list(origin)
        for node in queue:
            kind, number = node
            if kind == "stall":
                following = [("permit", permit) for permit in permits[number]]
            elif owed[number]:
                return origin, node
            else:
                following = [("stall", stall) for stall in stalls_of[number] if paid[stall][number]]
            for other in following:
                if other not in origin:
                    origin[other] = node
                    queue.append(other)
        return origin, None

    while True:
        origin, node = find_payment()
        if node is None:
            break
        path = [node]
        while origin[path[-1]] is not None:
            path.append(origin[path[-1]])
        numbers = [number for _, number in path]
        amount = min(owed[numbers[0]], left[numbers[-1]])
        for stall, permit in zip(numbers[1::2], numbers[2::2]):
            amount = min(amount, paid[stall][permit])
        owed[numbers[0]] -= amount
        left[numbers[-1]] -= amount
        for permit, stall in zip(numbers[0::2], numbers[1::2]):
            paid[stall][permit] += amount
        for stall, permit in zip(numbers[1::2], numbers[2::2]):
            paid[stall][permit] -= amount
    print(sum(left))


main()
