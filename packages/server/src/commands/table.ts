/** Columns as wide as their widest cell, except the last one. Cells are single lines. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return ['', line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line), ''].join('\n');
}
