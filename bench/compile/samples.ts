import { BLOCK_SUMS, type Language } from '../judge/programs.ts';

/** A program, and how a person compiles and runs it. */
export type Sample = {
  id: string;
  name: string;
  language: Language;
  extension: string;
  text: string;
  input: string;
  typed: { compile: string; run: string };
};

const NUMBERS = '4\n1 2 3 4\n';

const SCANNER = `import java.util.*;
import java.util.stream.*;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int n = in.nextInt();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) numbers.add(in.nextLong());
        Map<Long, Integer> counts = new TreeMap<>();
        for (long number : numbers) counts.merge(number, 1, Integer::sum);
        System.out.println(numbers.stream().mapToLong(number -> number).sum() + " " + counts.size());
    }
}
`;

const byGcc = { compile: 'g++ -O2 main.cpp -o main', run: '/box/main' };
const byJavac = { compile: 'javac Main.java', run: 'java -cp /box Main' };

const byTsc = {
  compile: '/opt/codearena/typescript/lib/tsc --module preserve --typeRoots /opt/codearena/node_modules/@types --types node main.ts',
  run: 'node /box/main.js',
};

export const SAMPLES: readonly Sample[] = [
  { id: 'cpp', name: 'C++ with bits/stdc++.h', language: 'cpp', extension: 'cpp', text: BLOCK_SUMS.cpp, input: NUMBERS, typed: byGcc },
  {
    id: 'cpp-iostream',
    name: 'C++ with iostream and four more',
    language: 'cpp',
    extension: 'cpp',
    text: BLOCK_SUMS.cpp.replace('<bits/stdc++.h>', '<iostream>\n#include <algorithm>\n#include <map>\n#include <numeric>\n#include <vector>'),
    input: NUMBERS,
    typed: byGcc,
  },
  { id: 'java', name: 'Java with a StreamTokenizer', language: 'java', extension: 'java', text: BLOCK_SUMS.java, input: NUMBERS, typed: byJavac },
  { id: 'java-scanner', name: 'Java with a Scanner and streams', language: 'java', extension: 'java', text: SCANNER, input: NUMBERS, typed: byJavac },
  { id: 'typescript', name: 'TypeScript', language: 'typescript', extension: 'ts', text: BLOCK_SUMS.typescript, input: NUMBERS, typed: byTsc },
];
