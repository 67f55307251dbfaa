def overlap(left, right):
    return next(size for size in range(min(len(left), len(right)), -1, -1) if left.endswith(right[:size]))


found = {input() for _ in range(int(input()))}
words = [word for word in found if not any(word in other for other in found if other != word)]
while len(words) > 1:
    pairs = [(overlap(a, b), a, b) for a in words for b in words if a != b]
    size, a, b = max(pairs)
    words = [word for word in words if word not in (a, b)] + [a + b[size:]]
print(len(words[0]))
