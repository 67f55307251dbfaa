import type { PackageTemplate } from './template.ts';

const STATEMENT = `Given an integer $n$, find two positive integers whose sum is $n$.

## Input

One line with an integer $n$ ($2 \\le n \\le 10^9$).

## Output

Print the two integers. If there are several answers, any of them is accepted.
`;

const INPUT_VALIDATOR = `import re
import sys

text = sys.stdin.read()
assert re.fullmatch("[1-9][0-9]*\\n", text) and 2 <= int(text) <= 10**9
sys.exit(42)
`;

const OUTPUT_VALIDATOR = `import sys
from pathlib import Path


def reject(message):
    (Path(sys.argv[3]) / "judgemessage.txt").write_text(message + "\\n")
    sys.exit(43)


n = int(Path(sys.argv[1]).read_text())
tokens = sys.stdin.read().split()
if len(tokens) != 2:
    reject(f"expected two integers, got {len(tokens)} words")
try:
    a, b = map(int, tokens)
except ValueError:
    reject("these are not integers")
if a < 1 or b < 1:
    reject(f"{a} and {b} are not both positive")
if a + b != n:
    reject(f"{a} + {b} is {a + b}, not {n}")
sys.exit(42)
`;

/** Several answers are right, so the author's program decides. */
export const CUSTOM_VALIDATOR: PackageTemplate = {
  types: ['pass-fail'],
  keywords: ['easy', 'math'],
  files: {
    'statement/problem.en.md': STATEMENT,
    'data/sample/1.in': '5\n',
    'data/sample/1.ans': '2 3\n',
    'data/secret/01-least.in': '2\n',
    'data/secret/01-least.ans': '1 1\n',
    'data/secret/02-most.in': '1000000000\n',
    'data/secret/02-most.ans': '1 999999999\n',
    'data/invalid_output/zero.in': '5\n',
    'data/invalid_output/zero.ans': '2 3\n',
    'data/invalid_output/zero.out': '0 5\n',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'output_validator/validate.py': OUTPUT_VALIDATOR,
    'submissions/accepted/one.py': 'n = int(input())\nprint(1, n - 1)\n',
    'submissions/accepted/halves.cpp': `#include <iostream>

int main() {
    int n;
    std::cin >> n;
    std::cout << n / 2 << ' ' << n - n / 2 << "\\n";
}
`,
    'submissions/wrong_answer/zero.py': 'n = int(input())\nprint(0, n)\n',
  },
};
