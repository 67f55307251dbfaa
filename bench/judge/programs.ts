/** What is submitted: the same small task in six languages, as people write it who know their language. */

export const LANGUAGES = ['c', 'cpp', 'java', 'python', 'javascript', 'typescript'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Reads n and n integers; prints the sum of every hundred of them, and of the rest. SALT stands for a number that no other submission has. */
export const BLOCK_SUMS: Readonly<Record<Language, string>> = {
  c: `#include <stdio.h>

enum { SALT = 1 };

int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 1;
    long long sum = 0;
    for (int i = 1; i <= n; i++) {
        int number;
        if (scanf("%d", &number) != 1) return 1;
        sum += number;
        if (i % 100 == 0 || i == n) {
            printf("%lld\\n", sum);
            sum = 0;
        }
    }
    return 0;
}
`,
  cpp: `#include <bits/stdc++.h>
using namespace std;

enum { SALT = 1 };

int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);
    int n;
    cin >> n;
    vector<int> numbers(n);
    for (int& number : numbers) cin >> number;
    for (int i = 0; i < n; i += 100) cout << accumulate(numbers.begin() + i, numbers.begin() + min(i + 100, n), 0LL) << '\\n';
}
`,
  java: `import java.io.*;
import java.util.*;

public class Main {
    static final int SALT = 1;

    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));
        in.nextToken();
        int n = (int) in.nval;
        StringBuilder out = new StringBuilder();
        long sum = 0;
        for (int i = 1; i <= n; i++) {
            in.nextToken();
            sum += (int) in.nval;
            if (i % 100 == 0 || i == n) {
                out.append(sum).append('\\n');
                sum = 0;
            }
        }
        System.out.print(out);
    }
}
`,
  python: `import sys

SALT = 1

n, *numbers = map(int, sys.stdin.buffer.read().split())
print('\\n'.join(str(sum(numbers[i:i + 100])) for i in range(0, n, 100)))
`,
  javascript: `const SALT = 1;
const [n, ...numbers] = require('fs').readFileSync(0, 'utf8').split(/\\s+/).map(Number);
const sums = [];
for (let i = 0; i < n; i += 100) {
  let sum = 0;
  for (let j = i; j < i + 100 && j < n; j++) sum += numbers[j];
  sums.push(sum);
}
console.log(sums.join('\\n'));
`,
  typescript: `import { readFileSync } from 'fs';

const SALT: number = 1;
const [n, ...numbers]: number[] = readFileSync(0, 'utf8').split(/\\s+/).map(Number);
const sums: number[] = [];
for (let i = 0; i < n; i += 100) {
  let sum = 0;
  for (let j = i; j < i + 100 && j < n; j++) sum += numbers[j];
  sums.push(sum);
}
console.log(sums.join('\\n'));
`,
};

/** Reads a number and prints it when it has used a millisecond of processor time. */
export const ONE_MILLISECOND = `#include <stdio.h>
#include <time.h>

enum { SALT = 1 };

int main(void) {
    int number;
    struct timespec used;
    if (scanf("%d", &number) != 1) return 1;
    do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    while (used.tv_nsec < 1000000);
    printf("%d\\n", number);
    return 0;
}
`;

export const A_PLUS_B = {
  python: `SALT = 1
a, b = map(int, input().split())
print(a + b)
`,
  cpp: `#include <bits/stdc++.h>
using namespace std;

enum { SALT = 1 };

int main() {
    int a, b;
    cin >> a >> b;
    cout << a + b << '\\n';
}
`,
};

/** Sources that differ in nothing but a number: none of them has been compiled before. */
export function salted(code: string, salt: number): string {
  return code.replace('SALT = 1', `SALT = ${salt}`).replace('SALT: number = 1', `SALT: number = ${salt}`);
}
