import type * as Monaco from 'monaco-editor/editor';

/** Monaco brings no Haskell. */
export function registerHaskell(monaco: typeof Monaco): void {
  monaco.languages.register({ id: 'haskell', extensions: ['.hs'] });
  monaco.languages.setLanguageConfiguration('haskell', configuration);
  monaco.languages.setMonarchTokensProvider('haskell', tokens);
}

const configuration: Monaco.languages.LanguageConfiguration = {
  comments: { lineComment: '--', blockComment: ['{-', '-}'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
};

const tokens: Monaco.languages.IMonarchLanguage = {
  keywords:
    'case class data default deriving do else foreign if import in infix infixl infixr instance let module newtype of then type where qualified as hiding forall'.split(
      ' ',
    ),
  tokenizer: {
    root: [
      [/\{-#/, 'annotation', '@pragma'],
      [/\{-/, 'comment', '@comment'],
      [/--+(?![!#$%&*+./<=>?@\\^|~:]).*$/, 'comment'],
      [/[A-Z][\w']*/, 'type'],
      [/[a-z_][\w']*/, { cases: { '@keywords': 'keyword', '@default': 'identifier' } }],
      [/0[xX][0-9a-fA-F]+|0[oO][0-7]+|\d+(\.\d+)?([eE][-+]?\d+)?/, 'number'],
      [/'(?:[^'\\]|\\.[^']*)'/, 'string'],
      [/"/, 'string', '@string'],
      [/[()[\]{},;`]/, 'delimiter'],
      [/[!#$%&*+./<=>?@\\^|~:-]+/, 'operator'],
    ],
    comment: [
      [/[^{-]+/, 'comment'],
      [/\{-/, 'comment', '@push'],
      [/-\}/, 'comment', '@pop'],
      [/[{-]/, 'comment'],
    ],
    pragma: [
      [/#-\}/, 'annotation', '@pop'],
      [/./, 'annotation'],
    ],
    string: [
      [/[^\\"]+/, 'string'],
      [/\\./, 'string.escape'],
      [/"/, 'string', '@pop'],
    ],
  },
};
