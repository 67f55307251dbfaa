import type { PackageTemplate } from './template.ts';

const STATEMENT = `Your program is run twice. First it turns a number into a word, then it turns the word back into the number.

## Input

One line. In the first pass it is \`encode\` and an integer $x$ ($0 \\le x < 10^6$); in the second pass it is \`decode\` and the word that your program printed.

## Output

In the first pass print a word of at most $8$ letters \`a\` to \`z\`. In the second pass print $x$.
`;

const INPUT_VALIDATOR = `import re
import sys

match = re.fullmatch("encode (0|[1-9][0-9]*)\\n", sys.stdin.read())
assert match and int(match[1]) < 10**6
sys.exit(42)
`;

const OUTPUT_VALIDATOR = `import re
import sys
from pathlib import Path

feedback = Path(sys.argv[3])
# What is in the feedback directory stays there between the passes, except for nextpass.in.
first_pass_done = feedback / "first_pass_done"


def reject(message):
    with open(feedback / "judgemessage.txt", "a") as file:
        file.write(message + "\\n")
    sys.exit(43)


x = Path(sys.argv[1]).read_text().split()[1]
output = sys.stdin.read().strip()
if first_pass_done.exists():
    if output != x:
        reject(f"decoded {output!r}, not {x}")
    sys.exit(42)
if not re.fullmatch("[a-z]{1,8}", output):
    reject(f"{output!r} is not a word of at most 8 letters")
first_pass_done.touch()
(feedback / "nextpass.in").write_text(f"decode {output}\\n")
sys.exit(42)
`;

const LETTERS = `task, text = input().split()
if task == "encode":
    print("".join(chr(ord("a") + int(digit)) for digit in text))
else:
    print("".join(str(ord(letter) - ord("a")) for letter in text))
`;

/** Each digit becomes a letter, but zero is forgotten on the way back. */
const FORGETFUL = `task, text = input().split()
if task == "encode":
    print("".join(chr(ord("a") + int(digit)) for digit in text))
else:
    print("".join(str(ord(letter) - ord("a")) for letter in text if letter != "a"))
`;

/** The submission is run again on what the author's program makes of its first output. */
export const MULTI_PASS: PackageTemplate = {
  types: ['pass-fail', 'multi-pass'],
  keywords: ['easy', 'strings'],
  limits: { validation_passes: 2 },
  files: {
    'statement/problem.en.md': STATEMENT,
    'data/sample/1.in': 'encode 123\n',
    'data/sample/1.ans': '',
    'data/sample/1.interaction': '<encode 123\n>bcd\n---\n<decode bcd\n>123\n',
    'data/secret/01-zero.in': 'encode 0\n',
    'data/secret/01-zero.ans': '',
    'data/secret/02-most.in': 'encode 999999\n',
    'data/secret/02-most.ans': '',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'output_validator/validate.py': OUTPUT_VALIDATOR,
    'submissions/accepted/letters.py': LETTERS,
    'submissions/wrong_answer/forgetful.py': FORGETFUL,
  },
};
