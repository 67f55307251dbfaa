import sys

numbers = open(sys.argv[2]).read().split()
right, most = float(numbers[0]), float(numbers[1]) if len(numbers) > 1 else 10
try:
    error = abs(float(sys.stdin.read()) - right)
except ValueError:
    sys.exit(43)
if error > 1:
    sys.exit(43)
with open(sys.argv[3] + "score.txt", "w") as file:
    file.write(str(most if error < 1e-6 else most / 2))
sys.exit(42)
