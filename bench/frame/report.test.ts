import { describe, expect, test } from 'vitest';
import { compareReports, renderComparison } from './compare.ts';
import { renderPage } from './html/page.ts';
import { timelineFile } from './html/timeline-plot.ts';
import { insertTables } from './markdown.ts';
import { formatNumber, formatValue, renderFindings } from './report.ts';
import { measurement, reportOf } from './report.fixture.ts';

test('numbers have three digits that mean something, and their unit', () => {
  expect([0, 0.1234, 1.234, 12.34, 123.4, 12_345].map(formatNumber)).toEqual(['0', '0.123', '1.23', '12.3', '123', '12,345']);
  expect(formatValue(1.5, 'ratio')).toBe('1.50 ×');
  expect(formatValue(20, '/s')).toBe('20.0/s');
  expect(formatValue(3, 'count')).toBe('3');
});

test('a target is marked as reached or not, on either side', () => {
  const lines = (target: Parameters<typeof measurement>[0]) => renderFindings({ name: 'judge', seconds: 1, options: {}, measurements: [measurement(target)] });
  expect(lines({ target: { atLeast: 2 } })).toContain('≥ 2.00  ✓');
  expect(lines({ target: { atLeast: 2.5 } })).toContain('≥ 2.50  ✗');
  expect(lines({ target: { atMost: 1 } })).toContain('≤ 1.00  ✗');
});

describe('comparing', () => {
  const meaningOf = (before: Parameters<typeof measurement>[0], after: Parameters<typeof measurement>[0]) =>
    compareReports(reportOf(measurement(before)), reportOf(measurement(after)))[0]?.meaning;

  test('intervals that overlap are noise, whatever the medians say', () => {
    expect(meaningOf({ value: 2, low: 1.5, high: 3 }, { value: 2.9, low: 2.5, high: 3.5 })).toBe('noise');
  });

  test('what is better depends on what is measured', () => {
    expect(meaningOf({ value: 2, low: 1.9, high: 2.1 }, { value: 3, low: 2.9, high: 3.1 })).toBe('better');
    expect(meaningOf({ value: 2, low: 1.9, high: 2.1, better: 'lower' }, { value: 3, low: 2.9, high: 3.1, better: 'lower' })).toBe('worse');
  });

  test('what only one of the two measured is left out', () => {
    expect(compareReports(reportOf(measurement({ id: 'old' })), reportOf(measurement()))).toEqual([]);
  });

  test('another machine is said', () => {
    const before = reportOf(measurement());
    const after = reportOf(measurement({ value: 3, low: 2.9, high: 3.1 }));
    expect(renderComparison(before, after)).toMatch(/judge\.speed +2\.00 × +→ +3\.00 × +1\.50 × +▲ better/);
    expect(renderComparison({ ...before, machine: { ...before.machine, cores: 64 } }, after)).toContain('another machine (cores)');
  });
});

test('the page escapes names, needs nothing from elsewhere and draws every group', () => {
  const page = renderPage(reportOf(measurement({ target: { atLeast: 3 } }), measurement({ id: 'b', group: 'other', unit: 'ms' })));
  expect(page).toContain('Speed &lt;fast&gt;');
  expect(page).not.toMatch(/https?:|<script|Speed <fast>/);
  expect(page.match(/<svg/g)).toHaveLength(2);
  expect(page).toContain('class="target"');
});

test('a timeline tells every stage in words and has marks at round numbers', () => {
  const stages = [
    { name: 'accept', from: 0, to: 4 },
    { name: 'run', from: 4, to: 57 },
  ];
  const picture = timelineFile({ id: 'budget', title: 'Where the time goes', stages });
  expect(picture).toContain('<title>run: 53.0 ms</title>');
  expect([...picture.matchAll(/middle">(\d+)</g)].map(([, mark]) => mark)).toEqual(['0', '10', '20', '30', '40', '50']);
});

describe('tables in a document', () => {
  const report = reportOf(measurement());

  test('replace what stands between the marks, and nothing else', () => {
    const text = insertTables('before\n<!-- bench judge -->\nold\n<!-- /bench judge -->\nafter <!-- bench web -->kept<!-- /bench web -->', report);
    expect(text).toMatch(/^before\n<!-- bench judge -->\n\n_2026-01-02 03:04 UTC/);
    expect(text).toContain('| Speed <fast> | 2.00 × | 1.90 … 2.10 | 9 |');
    expect(text).not.toContain('old');
    expect(text.endsWith('<!-- /bench judge -->\nafter <!-- bench web -->kept<!-- /bench web -->')).toBe(true);
  });

  test('show the timelines where they were written to', () => {
    const timelines = [{ id: 'budget', title: 'A budget', stages: [] }];
    const pictured = { ...report, benches: report.benches.map((bench) => ({ ...bench, timelines })) };
    const place = '<!-- bench judge -->\n<!-- /bench judge -->';
    expect(insertTables(place, pictured, 'performance')).toContain('![A budget](performance/budget.svg)');
    expect(insertTables(place, pictured)).not.toContain('![');
  });

  test('a document without a place for them, or with half a place, is an error', () => {
    expect(() => insertTables('nothing here', report)).toThrow('<!-- bench judge -->');
    expect(() => insertTables('<!-- bench judge -->', report)).toThrow('without');
  });
});
