import sys

# A dict keeps the order of insertion; a badge that comes back is inserted anew.
inside = {}
fullest = 0
for badge in sys.stdin.read().split()[1:]:
    if badge in inside:
        del inside[badge]
    else:
        inside[badge] = True
        fullest = max(fullest, len(inside))
print(fullest, len(inside))
for badge in inside:
    print(badge)
