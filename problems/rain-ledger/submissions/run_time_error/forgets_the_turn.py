# Looks pages up one by one and does not turn back to the first page after the last.
n, q = map(int, input().split())
pages = list(map(int, input().split()))
until = [0]
for page in pages:
    until.append(until[-1] + page)
for _ in range(q):
    l, r = map(int, input().split())
    if l > r:
        r += n
    print(until[r] - until[l - 1])
