import sys
for line in sys.stdin:
    for word in line.split(): int(word)
sys.exit(42)
