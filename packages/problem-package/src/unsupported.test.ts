import { afterEach, expect, it } from 'vitest';
import { openChanged, removeFixtures } from './package.fixture.ts';

afterEach(removeFixtures);

const SETTINGS = 'problem_format_version: 2025-09\nname: Sum\nuuid: x\nlicense: cc0\nlimits: {time_limit: 1}\n';

it('names what may not be written beside the files of a test', async () => {
  const allowing = { 'problem.yaml': `${SETTINGS}allow_file_writing: true\n` };
  const files = { 'data/secret/1.files/words.txt': 'a\n' };
  expect((await openChanged(allowing)).warnings).toEqual([]);
  expect((await openChanged({ 'problem.yaml': SETTINGS, ...files })).warnings).toEqual([]);
  expect((await openChanged({ ...allowing, ...files })).warnings).toEqual([
    'problem.yaml: allow_file_writing: where a test has files, programs start beside them and can write only to /tmp',
  ]);
});
