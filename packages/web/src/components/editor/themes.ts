import type * as Monaco from 'monaco-editor/editor';
import type { Theme } from '../../lib/theme.ts';

type Palette = {
  base: Monaco.editor.BuiltinTheme;
  background: string;
  ink: string;
  faint: string;
  keyword: string;
  type: string;
  string: string;
  number: string;
  line: string;
  hover: string;
  accent: string;
  selection: string;
};

/** The editor's colours are the page's; each keeps a contrast of 4.5 : 1 on the background. */
const PALETTES: Record<Theme, Palette> = {
  light: {
    base: 'vs',
    background: '#ffffff',
    ink: '#15181e',
    faint: '#626978',
    keyword: '#4a46d6',
    type: '#0b6b78',
    string: '#12693f',
    number: '#9c3a00',
    line: '#e2e5eb',
    hover: '#f3f4f7',
    accent: '#4a46d6',
    selection: '#d9d8fa',
  },
  dark: {
    base: 'vs-dark',
    background: '#15181e',
    ink: '#e7e9ee',
    faint: '#8b93a2',
    keyword: '#a3a1ff',
    type: '#6fcbd8',
    string: '#86d6a6',
    number: '#f2a76b',
    line: '#272c36',
    hover: '#1a1e25',
    accent: '#a3a1ff',
    selection: '#373a66',
  },
};

export function themeName(theme: Theme): string {
  return `codearena-${theme}`;
}

export function defineThemes(monaco: typeof Monaco): void {
  for (const theme of ['light', 'dark'] as const) monaco.editor.defineTheme(themeName(theme), themeOf(PALETTES[theme]));
}

function themeOf(palette: Palette): Monaco.editor.IStandaloneThemeData {
  return { base: palette.base, inherit: true, rules: rulesOf(palette), colors: coloursOf(palette) };
}

function rulesOf({ ink, faint, keyword, type, string, number }: Palette): Monaco.editor.ITokenThemeRule[] {
  const rule = (token: string, colour: string, fontStyle?: string) => ({ token, foreground: colour.slice(1), ...(fontStyle ? { fontStyle } : {}) });
  return [
    rule('', ink),
    rule('comment', faint, 'italic'),
    rule('keyword', keyword),
    rule('type', type),
    rule('type.identifier', type),
    rule('predefined', type),
    rule('annotation', type),
    rule('string', string),
    rule('string.escape', number),
    rule('regexp', string),
    rule('number', number),
    rule('constant', number),
    rule('delimiter', ink),
    rule('operator', ink),
    rule('variable', ink),
    rule('metatag', faint),
  ];
}

function coloursOf({ background, ink, faint, line, hover, accent, selection }: Palette): Record<string, string> {
  return {
    'editor.background': background,
    'editor.foreground': ink,
    'editorLineNumber.foreground': faint,
    'editorLineNumber.activeForeground': ink,
    'editorLineNumber.dimmedForeground': faint,
    'editorCursor.foreground': accent,
    'editor.selectionBackground': selection,
    'editor.lineHighlightBackground': hover,
    'editor.lineHighlightBorder': '#00000000',
    'editorIndentGuide.background1': line,
    'editorIndentGuide.activeBackground1': faint,
    'editorWidget.background': background,
    'editorWidget.border': line,
    'editorHoverWidget.background': background,
    'editorHoverWidget.border': line,
    'editorSuggestWidget.background': background,
    'editorSuggestWidget.border': line,
    'editorSuggestWidget.selectedBackground': selection,
    'editorSuggestWidget.selectedForeground': ink,
    'editorSuggestWidget.highlightForeground': accent,
    'editorBracketMatch.border': faint,
    'editorBracketMatch.background': '#00000000',
    focusBorder: accent,
    'scrollbar.shadow': '#00000000',
  };
}
