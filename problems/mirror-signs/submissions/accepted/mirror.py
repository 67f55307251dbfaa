letters = [c for c in input().lower() if c.isalpha()]
print(sum(a != b for a, b in zip(letters, reversed(letters))) // 2)
