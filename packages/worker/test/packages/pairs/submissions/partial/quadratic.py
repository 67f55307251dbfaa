n = int(input())
if n > 1000: raise SystemExit(1)
a = input().split()
print(sum(a[i] == a[j] for i in range(n) for j in range(i)))
