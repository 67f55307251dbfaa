/** What is sent, and the only verdict that it may get. */
export type Program = { language: string; code: string; verdict: string } & (
  { kind: 'submission' } | { kind: 'run'; stdin: string; stdout: string; timeMs?: number }
);

const submission = (language: string, verdict: string, code: string): Program => ({ kind: 'submission', language, verdict, code });

/** On the problem "a-plus-b". All are judged in a moment: one that takes long would be struck so often that it counts as poisonous. */
export const PROGRAMS: readonly Program[] = [
  submission('python', 'Accepted', 'a, b = map(int, input().split())\nprint(a + b)\n'),
  submission('python', 'Accepted', 'print(sum(int(word) for word in input().split()))\n'),
  submission('python', 'Wrong Answer', 'print(5)\n'),
  submission('python', 'Runtime Error', 'raise SystemExit(3)\n'),
  submission('c', 'Accepted', '#include <stdio.h>\nint main(void) { long a, b; scanf("%ld %ld", &a, &b); printf("%ld\\n", a + b); return 0; }\n'),
  submission('c', 'Compilation Error', 'int main(void) { return missing; }\n'),
  submission('c', 'Runtime Error', 'int main(void) { __builtin_trap(); }\n'),
  {
    kind: 'run',
    language: 'c',
    verdict: 'Time Limit Exceeded',
    code: 'int main(void) { for (volatile int i = 0;; i++); }\n',
    stdin: '',
    stdout: '',
    timeMs: 200,
  },
  { kind: 'run', language: 'python', verdict: 'Completed', code: 'print(int(input()) * 2)\n', stdin: '21\n', stdout: '42\n' },
];
