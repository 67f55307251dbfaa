# @EXPECTED_SCORE@: 40
n = int(input())
print(n ** 0.5 if n < 100 else 0)
