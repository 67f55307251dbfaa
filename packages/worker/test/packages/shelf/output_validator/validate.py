import sys
from pathlib import Path


def leave(name, text, code):
    (Path(sys.argv[3]) / name).write_text(f"{text}\n")
    sys.exit(code)


with open(sys.argv[1]) as file:
    width, _ = map(int, file.readline().split())
    books = list(map(int, file.readline().split()))
try:
    chosen = [int(word) for word in sys.stdin.read().split()]
except ValueError:
    leave("judgemessage.txt", "these are not numbers of books", 43)
if len(set(chosen)) < len(chosen) or not all(1 <= number <= len(books) for number in chosen):
    leave("judgemessage.txt", "there are not such books", 43)
filled = sum(books[number - 1] for number in chosen)
if filled > width:
    leave("judgemessage.txt", f"{filled} is wider than {width}", 43)
leave("score_multiplier.txt", filled / width, 42)
