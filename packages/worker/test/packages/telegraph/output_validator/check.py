import os
import sys

first, feedback = open(sys.argv[1]).read().split()[1], sys.argv[3]
words = sys.stdin.read().split()
if len(words) != 1:
    sys.exit(43)
if os.path.exists(feedback + "encoded"):
    sys.exit(42 if words[0] == first else 43)
if set(words[0]) - {"a", "b"}:
    sys.exit(43)
open(feedback + "encoded", "w").write(words[0])
open(feedback + "nextpass.in", "w").write(f"decode {words[0]}\n")
sys.exit(42)
