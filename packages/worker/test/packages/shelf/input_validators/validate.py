import re
import sys

head, widths = re.fullmatch("([0-9]+ [0-9]+)\n([0-9]+(?: [0-9]+)*)\n", sys.stdin.read()).groups()
width, count = map(int, head.split())
books = list(map(int, widths.split()))
assert 1 <= width <= 10**6 and 1 <= count == len(books) <= 50 and min(books) >= 1
sys.exit(42)
