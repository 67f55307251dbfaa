from collections import deque

columns, rows = map(int, input().split())
sheet = [input() for _ in range(rows)]
minute = {(r, c): 0 for r in range(rows) for c in range(columns) if sheet[r][c] == "*"}
queue = deque(minute)
while queue:
    r, c = queue.popleft()
    for y, x in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
        if 0 <= y < rows and 0 <= x < columns and sheet[y][x] == "." and (y, x) not in minute:
            minute[y, x] = minute[r, c] + 1
            queue.append((y, x))
print(max(minute.values()), sum(row.count(".") for row in sheet) - sum(sheet[r][c] == "." for r, c in minute))
