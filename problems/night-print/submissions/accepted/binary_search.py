import sys

m, pages, *numbers = map(int, sys.stdin.buffer.read().split())
machines = sorted(zip(numbers[::2], numbers[1::2]))


def enough(time):
    count = 0
    for warm_up, per_page in machines:
        if warm_up >= time:
            break
        count += (time - warm_up) // per_page
        if count >= pages:
            return True
    return False


# The machine that would do it alone in the shortest time gives the upper bound.
too_short = 0
long_enough = min(warm_up + pages * per_page for warm_up, per_page in machines)
while long_enough - too_short > 1:
    middle = (too_short + long_enough) // 2
    if enough(middle):
        long_enough = middle
    else:
        too_short = middle
print(long_enough)
