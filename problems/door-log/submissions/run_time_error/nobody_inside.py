# Expects that somebody is still inside at the end.
import sys

inside = {}
fullest = 0
for badge in sys.stdin.read().split()[1:]:
    if badge in inside:
        del inside[badge]
    else:
        inside[badge] = True
        fullest = max(fullest, len(inside))
badges = list(inside)
print(fullest, len(badges))
print(badges[0])
for badge in badges[1:]:
    print(badge)
