import type { PackageTemplate } from './template.ts';

export const SUM_STATEMENT = `Given $n$ integers, find their sum.

## Input

The first line has an integer $n$ ($1 \\le n \\le 10^5$). The second line has $n$ integers, each between $-10^9$ and $10^9$.

## Output

Print the sum.
`;

export const SUM_INPUT_VALIDATOR = `import re
import sys

lines = sys.stdin.read().split("\\n")
NUMBER = "(0|-?[1-9][0-9]*)"

assert len(lines) == 3 and lines[2] == ""
assert re.fullmatch(NUMBER, lines[0]) and 1 <= int(lines[0]) <= 10**5
assert re.fullmatch(f"{NUMBER}( {NUMBER})*", lines[1])
numbers = list(map(int, lines[1].split(" ")))
assert len(numbers) == int(lines[0]) and all(-(10**9) <= number <= 10**9 for number in numbers)
sys.exit(42)
`;

export function sumInCpp(type: string): string {
  return `#include <iostream>

int main() {
    int n;
    std::cin >> n;
    ${type} sum = 0, number;
    while (n-- > 0 && std::cin >> number) sum += number;
    std::cout << sum << "\\n";
}
`;
}

/** Numbers are added; the default validator compares. */
export const PASS_FAIL: PackageTemplate = {
  types: ['pass-fail'],
  keywords: ['easy', 'math'],
  files: {
    'statement/problem.en.md': SUM_STATEMENT,
    'data/sample/1.in': '3\n4 -1 7\n',
    'data/sample/1.ans': '10\n',
    'data/secret/01-one-number.in': '1\n0\n',
    'data/secret/01-one-number.ans': '0\n',
    'data/secret/02-past-32-bits.in': '3\n1000000000 1000000000 1000000000\n',
    'data/secret/02-past-32-bits.ans': '3000000000\n',
    'input_validators/validate.py': SUM_INPUT_VALIDATOR,
    'submissions/accepted/sum.py': 'input()\nprint(sum(map(int, input().split())))\n',
    'submissions/accepted/sum.cpp': sumInCpp('long long'),
    'submissions/wrong_answer/overflow.cpp': sumInCpp('int'),
  },
};
