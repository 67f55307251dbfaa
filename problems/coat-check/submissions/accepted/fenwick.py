import sys


def main():
    words = sys.stdin.buffer.read().split()
    n = int(words[0])
    tree = [i & -i for i in range(n + 1)]
    steps = [1 << bit for bit in reversed(range(n.bit_length()))]
    taken = []
    for verb, number in zip(words[2::2], map(int, words[3::2])):
        if verb == b"take":
            hook = 0
            for step in steps:
                ahead = hook + step
                if ahead <= n and tree[ahead] < number:
                    hook = ahead
                    number -= tree[ahead]
            hook += 1
            taken.append(hook)
            change = -1
        else:
            hook = number
            change = 1
        while hook <= n:
            tree[hook] += change
            hook += hook & -hook
    print("\n".join(map(str, taken)))


main()
