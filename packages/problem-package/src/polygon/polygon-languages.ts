import { languageOfFile } from '../package-languages.ts';

/** Polygon's types of sources, such as "cpp.g++17", by how they begin → our language ids. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^cpp/, 'cpp'],
  [/^c\./, 'c'],
  [/^java/, 'java'],
  [/^kotlin/, 'kotlin'],
  [/^python\.(2|pypy2)/, 'python2'],
  [/^python/, 'python'],
  [/^(pas|delphi|fpc)/, 'pascal'],
  [/^csharp/, 'csharp'],
  [/^go/, 'go'],
  [/^rust/, 'rust'],
  [/^ruby/, 'ruby'],
  [/^php/, 'php'],
  [/^perl/, 'perl'],
  [/^haskell/, 'haskell'],
  [/^(js|node)/, 'javascript'],
];

export function languageOfType(type: string, path: string): string | null {
  return TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? languageOfFile(path, '');
}

/** Polygon's names of natural languages → their codes. */
const NATURAL_LANGUAGES: Readonly<Record<string, string>> = {
  arabic: 'ar',
  armenian: 'hy',
  azerbaijani: 'az',
  belarusian: 'be',
  bulgarian: 'bg',
  chinese: 'zh',
  croatian: 'hr',
  english: 'en',
  french: 'fr',
  georgian: 'ka',
  german: 'de',
  hebrew: 'he',
  hungarian: 'hu',
  indonesian: 'id',
  italian: 'it',
  japanese: 'ja',
  kazakh: 'kk',
  korean: 'ko',
  lithuanian: 'lt',
  mongolian: 'mn',
  persian: 'fa',
  polish: 'pl',
  portuguese: 'pt',
  romanian: 'ro',
  russian: 'ru',
  serbian: 'sr',
  spanish: 'es',
  tajik: 'tg',
  turkish: 'tr',
  turkmen: 'tk',
  ukrainian: 'uk',
  uzbek: 'uz',
  vietnamese: 'vi',
};

export function codeOfLanguage(name: string): string {
  return NATURAL_LANGUAGES[name.toLowerCase()] ?? name.toLowerCase();
}
