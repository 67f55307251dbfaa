from collections import Counter
input()
print(sum(c * (c - 1) // 2 for c in Counter(input().split()).values()))
