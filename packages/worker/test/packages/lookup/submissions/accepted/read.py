import os, sys
assert "unused.txt" not in os.listdir(".") or sys.argv[1] == "3"
print(open("words.txt").read().split()[int(sys.argv[1]) - 1])
