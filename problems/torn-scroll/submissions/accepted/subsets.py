def overlap(left, right):
    return next(size for size in range(min(len(left), len(right)), -1, -1) if left.endswith(right[:size]))


def main():
    found = {input() for _ in range(int(input()))}
    words = [word for word in found if not any(word in other for other in found if other != word)]
    count = len(words)
    # For each fragment: what may come before it, and how many letters it then adds.
    before = [
        [(1 << j, j, len(words[i]) - overlap(words[j], words[i])) for j in range(count) if j != i]
        for i in range(count)
    ]
    length = [[0] * count for _ in range(1 << count)]
    for chosen in range(1, 1 << count):
        for last in range(count):
            bit = 1 << last
            if chosen == bit:
                length[chosen][last] = len(words[last])
            elif chosen & bit:
                shorter = length[chosen ^ bit]
                length[chosen][last] = min(shorter[j] + added for other, j, added in before[last] if chosen & other)
    print(min(length[-1]))


main()
