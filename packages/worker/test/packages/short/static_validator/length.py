import os
import sys

language, entry_point, feedback, most = sys.argv[1:5]
assert language == "python3" and os.path.exists(entry_point), sys.argv
size = sum(os.path.getsize(name) for name in os.listdir("."))
open(feedback + "judgemessage.txt", "w").write(f"{size} bytes")
if size > int(most):
    sys.exit(43)
open(feedback + "score_multiplier.txt", "w").write("1" if size < 50 else "0.5")
sys.exit(42)
