import sys


def main():
    numbers = iter(map(int, sys.stdin.buffer.read().split()))
    n, m = next(numbers), next(numbers)
    people = [0] + [next(numbers) for _ in range(n)]
    leader = list(range(n + 1))

    def find(island):
        if leader[island] != island:
            leader[island] = find(leader[island])
        return leader[island]

    most = max(people)
    for _ in range(m):
        a, b = find(next(numbers)), find(next(numbers))
        if a != b:
            leader[a] = b
            people[b] += people[a]
            most = max(most, people[b])
        print(most)


main()
