# A comment that says nothing at all, but at length.
print(sum(map(int, input().split())))
