/** On a terminal one line that is written over; else a line whenever something new begins. On stderr, so that stdout stays data. */
export type Progress = { show(share: number, label: string): void; end(): void };

const BAR = 24;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let lastLabel = '';
  return {
    show(share, label) {
      if (stream.isTTY) stream.write(`\r\u001B[K${progressLine(share, label, stream.columns || 80)}`);
      else if (label !== lastLabel) stream.write(`${percent(share)}  ${label}\n`);
      lastLabel = label;
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001B[K');
    },
  };
}

/** One short of the width, since a full line would wrap on some terminals. */
export function progressLine(share: number, label: string, columns: number): string {
  const filled = Math.round(Math.min(Math.max(share, 0), 1) * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${percent(share)}  ${label}`.slice(0, columns - 1);
}

function percent(share: number): string {
  return `${Math.floor(Math.min(Math.max(share, 0), 1) * 100)} %`.padStart(5);
}
