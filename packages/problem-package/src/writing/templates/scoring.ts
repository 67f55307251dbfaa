import { sumInCpp, SUM_INPUT_VALIDATOR, SUM_STATEMENT } from './pass-fail.ts';
import type { PackageTemplate } from './template.ts';

const SCORING_SECTION = `
## Scoring

| Group | Points | Limits |
| ----- | ------ | ------ |
| 1     | 30     | The sum fits into 32 bits. |
| 2     | 70     | No further limits. |
`;

const INPUT_VALIDATOR = SUM_INPUT_VALIDATOR.replace('sys.exit(42)', 'if "--small" in sys.argv:\n    assert abs(sum(numbers)) < 2**31\nsys.exit(42)');

const SUBMISSIONS = `half/overflow.cpp:
  score: 30
  secret/1-small:
    permitted: [AC]
  secret/2-large:
    required: [WA]
`;

/** Groups of tests give points, all or nothing. */
export const SCORING: PackageTemplate = {
  types: ['scoring'],
  keywords: ['easy', 'math'],
  files: {
    'statement/problem.en.md': SUM_STATEMENT + SCORING_SECTION,
    'data/sample/1.in': '3\n4 -1 7\n',
    'data/sample/1.ans': '10\n',
    'data/secret/test_group.yaml': 'max_score: 100\nscore_aggregation: sum\n',
    'data/secret/1-small/test_group.yaml': 'max_score: 30\nscore_aggregation: pass-fail\ninput_validator_args: [--small]\n',
    'data/secret/1-small/01.in': '1\n0\n',
    'data/secret/1-small/01.ans': '0\n',
    'data/secret/1-small/02.in': '2\n1000000000 1000000000\n',
    'data/secret/1-small/02.ans': '2000000000\n',
    'data/secret/2-large/test_group.yaml': 'max_score: 70\nscore_aggregation: pass-fail\nrequire_pass: [sample, secret/1-small]\n',
    'data/secret/2-large/01.in': '3\n1000000000 1000000000 1000000000\n',
    'data/secret/2-large/01.ans': '3000000000\n',
    'input_validators/validate.py': INPUT_VALIDATOR,
    'submissions/submissions.yaml': SUBMISSIONS,
    'submissions/accepted/sum.py': 'input()\nprint(sum(map(int, input().split())))\n',
    'submissions/accepted/sum.cpp': sumInCpp('long long'),
    'submissions/half/overflow.cpp': sumInCpp('int'),
  },
};
