# Looks at the last opening bracket even if there is none.
PAIRS = {")": "(", "]": "[", "}": "{"}

strip = input()
wall = -1
stack = []
longest = ways = 0
for i, bracket in enumerate(strip):
    if bracket not in PAIRS:
        stack.append(i)
    elif strip[stack[-1]] == PAIRS[bracket]:
        stack.pop()
        length = i - (stack[-1] if stack else wall)
        if length > longest:
            longest, ways = length, 0
        if length == longest:
            ways += 1
    else:
        stack = []
        wall = i
print(longest, ways)
