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
