# A negative index silently means the other side of the garden.
import sys

h, w, *lines, program = sys.stdin.read().split()
h, w = int(h), int(w)
row = next(r for r, line in enumerate(lines) if "S" in line)
column = lines[row].index("S")
directions = [(-1, 0), (0, 1), (1, 0), (0, -1)]
facing = 0
mowed = {(row, column)}
for letter in program:
    if letter == "L":
        facing = (facing - 1) % 4
    elif letter == "R":
        facing = (facing + 1) % 4
    else:
        r, c = row + directions[facing][0], column + directions[facing][1]
        if r < h and c < w and lines[r][c] != "#":
            row, column = r % h, c % w
            mowed.add((row, column))
print(len(mowed), row + 1, column + 1)
