import sys


def main():
    rows, columns, *sheet = sys.stdin.read().split()
    width = int(columns) + 1
    cells = bytearray(("#" * (width + 1) + "".join(row + "#" for row in sheet) + "#" * (width + 1)).encode())
    wave = [i for i, cell in enumerate(cells) if cell == ord("*")]
    minute = -1
    while wave:
        minute += 1
        following = []
        for i in wave:
            for j in (i - width - 1, i - width, i - width + 1, i - 1, i + 1, i + width - 1, i + width, i + width + 1):
                if cells[j] == ord("."):
                    cells[j] = ord("*")
                    following.append(j)
        wave = following
    print(minute, cells.count(b"."))


main()
