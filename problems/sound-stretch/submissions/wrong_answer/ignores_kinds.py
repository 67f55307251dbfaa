# Treats all kinds of brackets alike.
strip = input()
stack = [-1]
longest = ways = 0
for i, bracket in enumerate(strip):
    if bracket in "([{":
        stack.append(i)
    elif len(stack) > 1:
        stack.pop()
        length = i - stack[-1]
        if length > longest:
            longest, ways = length, 0
        if length == longest:
            ways += 1
    else:
        stack = [i]
print(longest, ways)
