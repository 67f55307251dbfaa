import type * as Monaco from 'monaco-editor/editor';
import type { Marker } from '../../lib/compile-markers.ts';

const OWNER = 'compiler';

/** Underlines the word at each place that the compiler named. */
export function showMarkers(monaco: typeof Monaco, model: Monaco.editor.ITextModel | null, markers: Marker[]): void {
  if (!model) return;
  monaco.editor.setModelMarkers(
    model,
    OWNER,
    markers.map((marker) => toMonaco(monaco, model, marker)),
  );
}

function toMonaco(monaco: typeof Monaco, model: Monaco.editor.ITextModel, marker: Marker): Monaco.editor.IMarkerData {
  const line = Math.min(marker.line, model.getLineCount());
  const start = Math.min(marker.column, model.getLineMaxColumn(line));
  const word = model.getWordAtPosition({ lineNumber: line, column: start });
  // With no word there, the rest of the line is marked: a single column can hardly be seen.
  const end = word?.endColumn ?? model.getLineMaxColumn(line);
  return {
    startLineNumber: line,
    startColumn: word?.startColumn ?? Math.min(start, model.getLineFirstNonWhitespaceColumn(line) || 1),
    endLineNumber: line,
    endColumn: end,
    message: marker.message,
    severity: marker.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
  };
}

const LONGEST_NOTE = 120;

/** The first message of a line stands behind it, so that nobody has to search for what is underlined. */
export function noteDecorations(markers: Marker[]): Monaco.editor.IModelDeltaDecoration[] {
  const firstOfLine = new Map(markers.toReversed().map((marker) => [marker.line, marker]));
  return [...firstOfLine.values()].map(({ line, message, severity }) => ({
    range: { startLineNumber: line, startColumn: Number.MAX_SAFE_INTEGER, endLineNumber: line, endColumn: Number.MAX_SAFE_INTEGER },
    options: {
      showIfCollapsed: true,
      after: { content: `   ${message.slice(0, LONGEST_NOTE)}`, inlineClassName: severity === 'error' ? 'error-note' : 'warning-note' },
    },
  }));
}
