import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a small valid package to start from: a directory `slug` in `directory`, which must not be there yet.
 * Returns its path.
 */
export async function scaffoldPackage(directory: string, slug: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(slug)) throw new Error('a problem name has letters a-z, digits and dashes, at most 100');
  const root = join(directory, slug);
  await mkdir(directory, { recursive: true });
  await mkdir(root);
  for (const [path, content] of Object.entries(template(slug))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content, { flag: 'wx' });
  }
  return root;
}

function template(slug: string): Record<string, string> {
  return {
    'problem.yaml': problemYaml(slug),
    'statement/problem.en.md': STATEMENT,
    'data/sample/1.in': '3\n4 -1 7\n',
    'data/sample/1.ans': '10\n',
    'data/secret/01-one-number.in': '1\n0\n',
    'data/secret/01-one-number.ans': '0\n',
    'data/secret/02-past-32-bits.in': '3\n1000000000 1000000000 1000000000\n',
    'data/secret/02-past-32-bits.ans': '3000000000\n',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'submissions/accepted/sum.py': 'input()\nprint(sum(map(int, input().split())))\n',
    'submissions/accepted/sum.cpp': sumInCpp('long long'),
    'submissions/wrong_answer/overflow.cpp': sumInCpp('int'),
  };
}

function problemYaml(slug: string): string {
  const title = slug.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `problem_format_version: 2025-09
name: ${JSON.stringify(title.join(' '))}
uuid: ${randomUUID()}
license: cc0
credits:
  authors: Your Name
limits:
  time_limit: 1
  memory: 256
keywords:
  - easy
  - math
`;
}

const STATEMENT = `Given $n$ integers, find their sum.

## Input

The first line has an integer $n$ ($1 \\le n \\le 10^5$). The second line has $n$ integers, each between $-10^9$ and $10^9$.

## Output

Print the sum.
`;

const INPUT_VALIDATOR = `import re
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

function sumInCpp(type: string): string {
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
