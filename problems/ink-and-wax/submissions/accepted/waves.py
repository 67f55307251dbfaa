import sys


def main():
    rows, columns, *sheet = sys.stdin.read().split()
    width = int(columns) + 1
    # One wax cell after each row and a row of wax on both sides: no step leaves the sheet.
    cells = bytearray(("#" * width + "".join(row + "#" for row in sheet) + "#" * width).encode())
    dry_cell, ink = ord("."), ord("*")
    wave = [i for i, cell in enumerate(cells) if cell == ink]
    minute = -1
    while wave:
        minute += 1
        following = []
        for i in wave:
            for j in (i - width, i - 1, i + 1, i + width):
                if cells[j] == dry_cell:
                    cells[j] = ink
                    following.append(j)
        wave = following
    print(minute, cells.count(b"."))


main()
