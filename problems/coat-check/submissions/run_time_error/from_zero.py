# Counts the coats from 0 on the rail but not in the requests.
import sys

words = sys.stdin.read().split()
hanging = [True] * int(words[0])
for verb, number in zip(words[2::2], map(int, words[3::2])):
    if verb == "take":
        hooks = [hook for hook, coat in enumerate(hanging) if coat]
        hook = hooks[number]
        print(hook)
    else:
        hook = number
    hanging[hook] = verb == "hang"
