# A coat that comes back is put at the end of the list instead of on its hook.
import sys

words = sys.stdin.read().split()
coats = list(range(1, int(words[0]) + 1))
for verb, number in zip(words[2::2], map(int, words[3::2])):
    if verb == "take":
        print(coats.pop(number - 1))
    else:
        coats.append(number)
