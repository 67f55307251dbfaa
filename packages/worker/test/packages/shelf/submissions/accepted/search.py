width, count = map(int, input().split())
best = {0: []}
for number, book in enumerate(map(int, input().split()), 1):
    for filled, chosen in list(best.items()):
        if filled + book <= width:
            best.setdefault(filled + book, [*chosen, number])
print(*best[max(best)])
