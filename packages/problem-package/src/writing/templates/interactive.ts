import type { PackageTemplate } from './template.ts';

const STATEMENT = `The judge has chosen an integer $x$ between $1$ and $1000$. Find it.

## Interaction

In each turn print one line with your guess. The judge answers with one line:

- \`lower\` if $x$ is less than your guess,
- \`higher\` if $x$ is greater than your guess,
- \`correct\` if you have found it; then your program must end.

You may guess at most $10$ times. Flush the output after each guess.
`;

const INPUT_VALIDATOR = `import re
import sys

text = sys.stdin.read()
assert re.fullmatch("[1-9][0-9]*\\n", text) and int(text) <= 1000
sys.exit(42)
`;

const OUTPUT_VALIDATOR = `import sys
from pathlib import Path

GUESSES = 10


def reject(message):
    (Path(sys.argv[3]) / "judgemessage.txt").write_text(message + "\\n")
    sys.exit(43)


def answer(word):
    try:
        print(word, flush=True)
    except BrokenPipeError:
        reject("the submission has ended too early")


x = int(Path(sys.argv[1]).read_text())
for _ in range(GUESSES):
    line = sys.stdin.readline()
    try:
        guess = int(line)
    except ValueError:
        reject(f"{line!r} is not an integer")
    if guess == x:
        answer("correct")
        if sys.stdin.read().strip():
            reject("there is more output after the last guess")
        sys.exit(42)
    answer("lower" if x < guess else "higher")
reject(f"{x} was not found with {GUESSES} guesses")
`;

const BINARY_SEARCH = `low, high = 1, 1000
while True:
    guess = (low + high) // 2
    print(guess, flush=True)
    answer = input()
    if answer == "correct":
        break
    if answer == "lower":
        high = guess - 1
    else:
        low = guess + 1
`;

const BINARY_SEARCH_IN_CPP = `#include <iostream>
#include <string>

int main() {
    int low = 1, high = 1000;
    std::string answer;
    while (true) {
        int guess = (low + high) / 2;
        std::cout << guess << std::endl;
        std::cin >> answer;
        if (answer == "correct") return 0;
        if (answer == "lower") high = guess - 1;
        else low = guess + 1;
    }
}
`;

const ONE_BY_ONE = `guess = 1
while True:
    print(guess, flush=True)
    if input() == "correct":
        break
    guess += 1
`;

/** The submission talks with the author's program. */
export const INTERACTIVE: PackageTemplate = {
  types: ['pass-fail', 'interactive'],
  keywords: ['easy', 'binary search'],
  files: {
    'statement/problem.en.md': STATEMENT,
    'data/sample/1.in': '250\n',
    'data/sample/1.ans': '',
    'data/sample/1.interaction': '>500\n<lower\n>250\n<correct\n',
    'data/secret/01-least.in': '1\n',
    'data/secret/01-least.ans': '',
    'data/secret/02-most.in': '1000\n',
    'data/secret/02-most.ans': '',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'output_validator/validate.py': OUTPUT_VALIDATOR,
    'submissions/accepted/binary_search.py': BINARY_SEARCH,
    'submissions/accepted/binary_search.cpp': BINARY_SEARCH_IN_CPP,
    'submissions/rejected/one_by_one.py': ONE_BY_ONE,
  },
};
