const MAX = 100_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

// A suffix automaton: each state stands for parts that end at the same positions, `longest` being the longest of
// them. The first and the last of these positions limit a motif that must not share a note with itself.
function longestMotif(tune) {
  const size = 2 * tune.length;
  const next = new Int32Array(26 * size).fill(-1);
  const link = new Int32Array(size).fill(-1);
  const longest = new Int32Array(size);
  const firstEnd = new Int32Array(size);
  const lastEnd = new Int32Array(size).fill(-1);
  let states = 1;
  let whole = 0;
  for (let i = 0; i < tune.length; i++) {
    const note = tune.charCodeAt(i) - 97;
    const added = states++;
    longest[added] = longest[whole] + 1;
    firstEnd[added] = lastEnd[added] = i;
    let state = whole;
    for (; state >= 0 && next[26 * state + note] < 0; state = link[state]) next[26 * state + note] = added;
    if (state < 0) link[added] = 0;
    else link[added] = stateBehind(state, note);
    whole = added;
  }

  function stateBehind(state, note) {
    const target = next[26 * state + note];
    if (longest[target] === longest[state] + 1) return target;
    const copy = states++;
    longest[copy] = longest[state] + 1;
    next.copyWithin(26 * copy, 26 * target, 26 * (target + 1));
    link[copy] = link[target];
    firstEnd[copy] = firstEnd[target];
    link[target] = copy;
    for (; state >= 0 && next[26 * state + note] === target; state = link[state]) next[26 * state + note] = copy;
    return copy;
  }

  const longestFirst = Array.from({ length: states - 1 }, (_, i) => i + 1).sort((a, b) => longest[b] - longest[a]);
  let best = 0;
  for (const state of longestFirst) {
    best = Math.max(best, Math.min(longest[state], lastEnd[state] - firstEnd[state]));
    lastEnd[link[state]] = Math.max(lastEnd[link[state]], lastEnd[state]);
  }
  return best;
}

const test = (name, tune) => ({ name, input: `${tune}\n`, answer: `${longestMotif(tune)}\n` });

/** Overlap-free, with very many repeated parts. */
function flipFlop(doublings) {
  let [tune, flipped] = ['a', 'b'];
  for (let i = 0; i < doublings; i++) [tune, flipped] = [tune + flipped, flipped + tune];
  return tune;
}

function growing(length) {
  let [shorter, tune] = ['b', 'a'];
  while (tune.length < length) [shorter, tune] = [tune, tune + shorter];
  return tune.slice(0, length);
}

export function* tests(random) {
  const motif = random.string(LETTERS, 10_000);
  const filler = () => random.string(LETTERS, 10_000);

  yield test('20-random-two', random.string('ab', 60));
  yield test('21-random-seven', random.string('abcdefg', 2000));
  yield test('22-growing', growing(4181));
  yield test('23-overlapping-runs', `${'ab'.repeat(1500)}x${'ab'.repeat(900)}`);
  yield test('24-one-apart', `${'m'.repeat(999)}z${'m'.repeat(1000)}`);
  yield test('25-large-one-note', 'y'.repeat(MAX - 1));
  yield test('26-large-two-notes', random.string('xy', MAX));
  yield test('27-random-all-notes', random.string(LETTERS, 50_000));
  yield test('28-long-motif', filler() + motif + filler() + motif + filler());
  yield test('29-period', random.string(LETTERS, 15_000).repeat(3));
  yield test('30-flip-flop', flipFlop(15));
}
