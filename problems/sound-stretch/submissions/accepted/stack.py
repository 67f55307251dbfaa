PAIRS = {")": "(", "]": "[", "}": "{"}

strip = input()
# Positions of the openings still to be closed, above the last position no piece can cross.
stack = [-1]
longest = ways = 0
for i, bracket in enumerate(strip):
    if bracket not in PAIRS:
        stack.append(i)
    elif len(stack) > 1 and strip[stack[-1]] == PAIRS[bracket]:
        stack.pop()
        length = i - stack[-1]
        if length > longest:
            longest, ways = length, 0
        if length == longest:
            ways += 1
    else:
        stack = [i]
print(longest, ways)
