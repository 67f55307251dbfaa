import type { Problem } from '@codearena/contracts';
import { useState, type ReactNode } from 'react';
import { Select } from '../../components/select.tsx';
import { Statement } from './statement.tsx';

type StatementInLanguagesProps = { problem: Problem; head: (title: string) => ReactNode };

/** Title and statement in the language that the browser asks for, where there is one, and a choice of the others. */
export function StatementInLanguages({ problem, head }: StatementInLanguagesProps) {
  const { translations } = problem;
  const [language, setLanguage] = useState(() => preferred(translations.map((translation) => translation.language)));
  const chosen = translations.find((translation) => translation.language === language) ?? { ...problem, language: undefined };
  return (
    <>
      {head(chosen.title)}
      {translations.length > 1 && (
        <Select label="Language of the statement" value={language} onValue={setLanguage} compact className="mb-4">
          {translations.map((translation) => (
            <option key={translation.language} value={translation.language}>
              {nameOf(translation.language)}
            </option>
          ))}
        </Select>
      )}
      <div lang={chosen.language}>
        <Statement text={chosen.statement} />
      </div>
    </>
  );
}

function preferred(languages: readonly string[]): string {
  const wanted = navigator.languages.map((language) => language.split('-')[0]);
  const ranks = languages.map((language) => wanted.indexOf(language.split('-')[0]));
  const best = ranks.filter((rank) => rank >= 0).toSorted((left, right) => left - right)[0];
  return languages[best === undefined ? 0 : ranks.indexOf(best)] ?? '';
}

function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
