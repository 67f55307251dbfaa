import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepFiles, type KeptFiles, type Workshop } from './accelerator.ts';

/*
 * Archives of classes as the virtual machine has them in memory after it has read, checked and linked them (class data
 * sharing). Every JDK brings one with the 1,400 classes of an empty program; ours have what compilers and usual programs load as
 * well. They hold classes of the JDK alone, never of a submission, and change nothing but the time that loading takes.
 */
export type ClassArchives = {
  kept: KeptFiles;
  /** Options for the virtual machine; none as long as there is no archive. */
  options(use: 'compiler' | 'program'): string[];
};

/** What a javac loads for these is what it loads for most programs; their own classes are not archived. */
const PROGRAM = `import java.io.*;
import java.math.BigInteger;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Main {
    record Edge(int to, long weight) implements Comparable<Edge> {
        public int compareTo(Edge other) { return Long.compare(weight, other.weight); }
    }
    enum Mode { ONE, TWO }
    interface Shape { double area(); }

    static <T extends Comparable<T>> T largest(List<? extends T> list) { return Collections.max(list); }

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer words = new StringTokenizer(lines.readLine());
        long sum = Long.parseLong(words.nextToken()) + Integer.parseInt(words.nextToken());
        Scanner in = new Scanner(lines.readLine() + "\\n1.5 true");
        in.useLocale(Locale.ROOT);
        sum += in.nextInt() + in.nextLong();
        in.nextLine();
        double real = in.nextDouble();
        Map<Integer, List<Edge>> graph = new HashMap<>();
        graph.computeIfAbsent(1, key -> new ArrayList<>()).add(new Edge(2, 3L));
        TreeMap<String, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        for (String word : "b a b c".split(" ")) counts.merge(word, 1, Integer::sum);
        PriorityQueue<Edge> queue = new PriorityQueue<>(graph.get(1));
        ArrayDeque<Integer> deque = new ArrayDeque<>(List.of(1, 2));
        LinkedList<Integer> linked = new LinkedList<>(deque);
        Set<Integer> set = new TreeSet<>(Arrays.asList(3, 1)), seen = new LinkedHashSet<>(set), hashed = new HashSet<>(seen);
        BitSet bits = new BitSet(64);
        bits.set(3);
        int[] numbers = IntStream.range(0, 50).map(i -> i * i % 7).boxed().sorted(Collections.reverseOrder()).mapToInt(i -> i).toArray();
        Integer[] boxed = {3, 1, 2};
        Arrays.sort(boxed, (a, b) -> b - a);
        Arrays.sort(numbers);
        String joined = Stream.of("x", "y").filter(s -> !s.isEmpty()).map(String::toUpperCase).collect(Collectors.joining(","));
        Map<Boolean, List<Integer>> parts = set.stream().collect(Collectors.partitioningBy(i -> i > 1));
        EnumMap<Mode, Integer> modes = new EnumMap<>(Mode.class);
        modes.put(Mode.TWO, switch (Mode.ONE) { case ONE -> 1; case TWO -> 2; });
        Shape shape = () -> real;
        Object any = joined;
        if (any instanceof String text) sum += text.length();
        StringBuilder out = new StringBuilder();
        out.append(BigInteger.TWO.pow(70).mod(BigInteger.TEN)).append(' ').append(largest(new ArrayList<>(hashed))).append('\\n');
        PrintWriter writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        writer.printf(Locale.ROOT, "%d %.3f %s%n", sum + queue.size() + linked.size() + parts.size() + bits.cardinality(), Math.sqrt(shape.area()), counts);
        writer.print(out);
        writer.flush();
        System.out.println(String.format("%05d", numbers[0]) + modes);
        try {
            throw new IllegalStateException("as programs do");
        } catch (IllegalStateException | ArithmeticException error) {
            System.out.println(error.getMessage());
        }
    }
}
`;

/** With the mistakes that people make, for what javac loads to explain them. */
const FAULTY_PROGRAM = `import java.util.*;

public class Main {
    int twice(int n) { String s = n; return missing(n) }
    public static void main(String[] args) { List<String> list = new ArrayList<>(); list.add(5); for (int i = 0; i < 3; i++ { } }
}
`;

export const JAVAC = 'com.sun.tools.javac.Main';

/** `home` is the JDK's, with `bin` and `lib` in it. */
export function archiveClasses(options: { cacheDirectory: string; home: string; version: string }): ClassArchives {
  const { cacheDirectory, home, version } = options;
  const kept = keepFiles({
    id: 'jvm',
    name: 'class archives for Java',
    cacheDirectory,
    identity: [home, version],
    make: (workshop) => makeArchives(workshop, home),
  });
  return {
    kept,
    options(use) {
      const directory = kept.directory();
      return directory === undefined ? [] : [`-XX:SharedArchiveFile=${directory}/${use}.jsa`];
    },
  };
}

async function makeArchives({ directory, run }: Workshop, home: string): Promise<string[]> {
  const java = join(home, 'bin/java');
  const at = (name: string) => join(directory, name);
  const listing = (name: string) => ['-Xshare:off', `-XX:DumpLoadedClassList=${at(name)}`];
  await writeFile(at('Main.java'), PROGRAM);
  await writeFile(at('Faulty.java'), FAULTY_PROGRAM);
  await writeFile(at('input'), '1 2\n3 4\n');
  await run(java, ...listing('compiling.list'), JAVAC, '-proc:none', '-encoding', 'UTF-8', '-d', directory, at('Main.java'));
  await run('/bin/sh', '-c', '"$@" || [ $? -eq 1 ]', 'sh', java, ...listing('failing.list'), JAVAC, '-proc:none', '-d', directory, at('Faulty.java'));
  await run('/bin/sh', '-c', 'input=$1; shift; exec "$@" < "$input"', 'sh', at('input'), java, ...listing('running.list'), '-cp', directory, 'Main');
  const usual = join(home, 'lib/classlist');
  await dump(run, java, directory, 'compiler', [usual, at('compiling.list'), at('failing.list')]);
  await dump(run, java, directory, 'program', [usual, at('running.list')]);
  return [java, usual, join(home, 'lib/modules'), join(home, 'lib/server/libjvm.so')];
}

/** Our program's own classes and lambdas, which an archive for everybody has no use for. */
const OWN_CLASS = /^(?:@lambda-proxy )?Main\b/;

async function dump(run: Workshop['run'], java: string, directory: string, use: string, lists: readonly string[]): Promise<void> {
  const lines = (await Promise.all(lists.map((list) => readFile(list, 'utf8')))).flatMap((text) => text.split('\n'));
  const classes = new Set(lines.filter((line) => line !== '' && !line.startsWith('#') && !OWN_CLASS.test(line)));
  const list = join(directory, `${use}.list`);
  const archive = join(directory, `${use}.jsa`);
  await writeFile(list, `${[...classes].join('\n')}\n`);
  await run(java, '-Xshare:dump', '-XX:+UseG1GC', '-Xmx128m', `-XX:SharedClassListFile=${list}`, `-XX:SharedArchiveFile=${archive}`);
  // Any difference between the virtual machine and the archive ends this one; later ones go on without.
  await run(java, '-Xshare:on', `-XX:SharedArchiveFile=${archive}`, '-version');
}
