# Takes A and a for different letters.
letters = [c for c in input() if c.isalpha()]
print(sum(a != b for a, b in zip(letters, reversed(letters))) // 2)
