# @EXPECTED_SCORE@: 50
print(int(input()) ** 0.5 + 0.1)
