import { useEffect, useRef } from 'react';
import type { Marker } from '../../lib/compile-markers.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useTheme } from '../../lib/theme.ts';
import { noteDecorations, showMarkers } from './markers.ts';
import { monaco } from './monaco.ts';
import { themeName } from './themes.ts';
import { useVim } from './use-vim.ts';

/** A text that comes from outside the editor, not from typing in it; each has its own number. */
export type PlacedCode = { text: string; number: number; undoable: boolean };

type CodeEditorProps = {
  /** The text to start with. */
  code: string;
  placed: PlacedCode;
  /** Monaco's language id. */
  language: string;
  markers: Marker[];
  onCode: (code: string) => void;
  /** Where the keyboard goes when it leaves the editor. */
  onLeave: () => void;
};

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Escape closes what is open in the editor, or ends a selection; only when nothing is left to end, it leaves. */
const NOTHING_TO_END = [
  'editorTextFocus',
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!markersNavigationVisible',
  '!editorHasSelection',
  '!editorHasMultipleSelections',
  '!inSnippetMode',
].join(' && ');

export default function CodeEditor({ code, placed, language, markers, onCode, onLeave }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const vimStatus = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const startCode = useRef(code);
  const callbacks = useRef({ onCode, onLeave });
  callbacks.current = { onCode, onLeave };
  const preferences = usePreferences();
  const theme = useTheme();

  useEffect(() => {
    if (!box.current) return;
    const created = createEditor(box.current, startCode.current);
    editor.current = created;
    created.onDidChangeModelContent(() => callbacks.current.onCode(created.getValue()));
    created.addAction({
      id: 'codearena.leave',
      label: 'Leave the editor',
      keybindings: [monaco.KeyCode.Escape],
      precondition: `${NOTHING_TO_END} && !codearenaVim`,
      run: () => callbacks.current.onLeave(),
    });
    created.addAction({
      id: 'codearena.leaveVim',
      label: 'Leave the editor (also with Vim keys)',
      keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.Escape],
      run: () => callbacks.current.onLeave(),
    });
    return () => {
      editor.current = null;
      created.getModel()?.dispose();
      created.dispose();
    };
  }, []);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model) monaco.editor.setModelLanguage(model, language);
  }, [language]);
  // Only what is placed goes into the editor: giving back what was typed would be late, and undo the newest keys.
  const lastPlaced = useRef(placed.number);
  useEffect(() => {
    if (placed.number !== lastPlaced.current) place(editor.current, placed);
    lastPlaced.current = placed.number;
  }, [placed]);
  useEffect(() => monaco.editor.setTheme(themeName(theme)), [theme]);
  useEffect(() => {
    showMarkers(monaco, editor.current?.getModel() ?? null, markers);
    const notes = editor.current?.createDecorationsCollection(noteDecorations(markers));
    return () => notes?.clear();
  }, [markers, language]);
  useEffect(() => {
    editor.current?.updateOptions({ fontSize: preferences.fontSize, lineHeight: Math.round(preferences.fontSize * 1.55) });
    editor.current?.getModel()?.updateOptions({
      tabSize: preferences.tabSize,
      insertSpaces: language !== 'go',
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
  }, [preferences, language]);
  useVim(editor, vimStatus, preferences.vim);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={box} className="min-h-0 flex-1" />
      <div
        ref={vimStatus}
        className={
          preferences.vim ? 'flex h-6 shrink-0 items-center border-t border-line px-3 font-mono text-xs text-muted [&_input]:bg-transparent' : 'hidden'
        }
      />
    </div>
  );
}

function createEditor(element: HTMLElement, code: string): Editor {
  return monaco.editor.create(element, {
    value: code,
    automaticLayout: true,
    ariaLabel: 'Code editor. Press Escape to leave it.',
    fontFamily: "'JetBrains Mono Variable', monospace",
    fontLigatures: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    folding: true,
    showFoldingControls: 'mouseover',
    overviewRulerLanes: 0,
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    renderFinalNewline: 'on',
    guides: { indentation: true },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    smoothScrolling: false,
    cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
    detectIndentation: false,
    wordBasedSuggestions: 'currentDocument',
    quickSuggestions: { other: true, comments: false, strings: false },
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    'semanticHighlighting.enabled': false,
  });
}

/**
 * One edit, so that Ctrl+Z brings back what was there; but another language's code is another text, to which undoing
 * must not lead back.
 */
function place(editor: Editor | null, { text, undoable }: PlacedCode): void {
  const model = editor?.getModel();
  if (!editor || !model || model.getValue() === text) return;
  if (undoable) editor.executeEdits('codearena', [{ range: model.getFullModelRange(), text }]);
  else model.setValue(text);
  editor.setPosition({ lineNumber: 1, column: 1 });
}
