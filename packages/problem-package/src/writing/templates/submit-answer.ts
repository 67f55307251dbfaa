import type { PackageTemplate } from './template.ts';

const STATEMENT = `Each of the attached files holds an integer $n$. Write $n$ as a sum of at most four squares of positive integers.

You send the answers, not a program: for \`01-small.in\` a file \`01-small.out\`, and so on.

## Input

One line with an integer $n$ ($1 \\le n \\le 10^{12}$).

## Output

Print the integers whose squares have the sum $n$. If there are several answers, any of them is accepted.
`;

const INPUT_VALIDATOR = `import re
import sys

text = sys.stdin.read()
assert re.fullmatch("[1-9][0-9]*\\n", text) and int(text) <= 10**12
sys.exit(42)
`;

const OUTPUT_VALIDATOR = `import sys
from pathlib import Path


def reject(message):
    (Path(sys.argv[3]) / "judgemessage.txt").write_text(message + "\\n")
    sys.exit(43)


n = int(Path(sys.argv[1]).read_text())
try:
    numbers = [int(token) for token in sys.stdin.read().split()]
except ValueError:
    reject("these are not integers")
if not 1 <= len(numbers) <= 4 or min(numbers) < 1:
    reject("these are not one to four positive integers")
total = sum(number**2 for number in numbers)
if total != n:
    reject(f"the squares have the sum {total}, not {n}")
sys.exit(42)
`;

const SEARCH = `from math import isqrt


def squares(n, most):
    if n == 0:
        return []
    for root in range(isqrt(n), 0, -1) if most > 0 else []:
        rest = squares(n - root**2, most - 1)
        if rest is not None:
            return [root, *rest]
    return None


print(*squares(int(input()), 4))
`;

/** The submission is the answers themselves. */
export const SUBMIT_ANSWER: PackageTemplate = {
  types: ['pass-fail', 'submit-answer'],
  keywords: ['medium', 'math'],
  files: {
    'statement/problem.en.md': STATEMENT,
    'attachments/01-small.in': '23\n',
    'attachments/02-large.in': '999999999989\n',
    'data/sample/1.in': '5\n',
    'data/sample/1.ans': '2 1\n',
    'data/secret/01-small.in': '23\n',
    'data/secret/01-small.ans': '3 3 2 1\n',
    'data/secret/02-large.in': '999999999989\n',
    'data/secret/02-large.ans': '999999 1414 24 4\n',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'output_validator/validate.py': OUTPUT_VALIDATOR,
    'submissions/accepted/by_hand/01-small.out': '3 3 2 1\n',
    'submissions/accepted/by_hand/02-large.out': '999999 1414 24 4\n',
    'submissions/accepted/search.py': SEARCH,
    'submissions/wrong_answer/one_is_missing/01-small.out': '3 3 2 1\n',
  },
};
