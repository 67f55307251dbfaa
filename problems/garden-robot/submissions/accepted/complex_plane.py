# A position is a complex number, so a quarter turn is a multiplication by i.
import sys

h, w, *lines, program = sys.stdin.read().split()
lawn = {complex(c, -r) for r, line in enumerate(lines) for c, cell in enumerate(line) if cell != "#"}
position = next(complex(line.index("S"), -r) for r, line in enumerate(lines) if "S" in line)
heading = 1j
mowed = {position}
for letter in program:
    if letter == "L":
        heading *= 1j
    elif letter == "R":
        heading *= -1j
    elif position + heading in lawn:
        position += heading
        mowed.add(position)
print(len(mowed), 1 - int(position.imag), 1 + int(position.real))
