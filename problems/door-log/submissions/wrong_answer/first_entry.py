# Lists the visitors in the order in which they came in for the first time.
import sys

swipes = sys.stdin.read().split()[1:]
state = {}
fullest = count = 0
for badge in swipes:
    state[badge] = not state.get(badge, False)
    count += 1 if state[badge] else -1
    fullest = max(fullest, count)
print(fullest, count)
for badge, is_inside in state.items():
    if is_inside:
        print(badge)
