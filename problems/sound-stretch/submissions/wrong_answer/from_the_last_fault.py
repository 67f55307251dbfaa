# Measures from the last wrong closing bracket only, as if every opening one were closed in the end.
PAIRS = {")": "(", "]": "[", "}": "{"}

strip = input()
stack = []
begin = longest = ways = 0
for i, bracket in enumerate(strip):
    if bracket not in PAIRS:
        stack.append(bracket)
    elif stack and stack[-1] == PAIRS[bracket]:
        stack.pop()
        if not stack:
            length = i - begin + 1
            if length > longest:
                longest, ways = length, 0
            if length == longest:
                ways += 1
    else:
        stack = []
        begin = i + 1
print(longest, ways)
