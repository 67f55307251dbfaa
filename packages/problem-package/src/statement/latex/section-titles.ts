/** Titles that LaTeX classes write themselves, by language; English where a language is not here. */
const TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  da: { Input: 'Input', Output: 'Output', Interaction: 'Interaktion', Figure: 'Figur', Table: 'Tabel' },
  de: { Input: 'Eingabe', Output: 'Ausgabe', Interaction: 'Interaktion', Figure: 'Abbildung', Table: 'Tabelle' },
  es: { Input: 'Entrada', Output: 'Salida', Interaction: 'Interacción', Figure: 'Figura', Table: 'Tabla' },
  fi: { Input: 'Syöte', Output: 'Tuloste', Interaction: 'Vuorovaikutus', Figure: 'Kuva', Table: 'Taulukko' },
  fr: { Input: 'Entrée', Output: 'Sortie', Interaction: 'Interaction', Figure: 'Figure', Table: 'Tableau' },
  is: { Input: 'Inntak', Output: 'Úttak', Interaction: 'Gagnvirkni', Figure: 'Mynd', Table: 'Tafla' },
  nl: { Input: 'Invoer', Output: 'Uitvoer', Interaction: 'Interactie', Figure: 'Figuur', Table: 'Tabel' },
  no: { Input: 'Input', Output: 'Output', Interaction: 'Interaksjon', Figure: 'Figur', Table: 'Tabell' },
  pl: { Input: 'Wejście', Output: 'Wyjście', Interaction: 'Interakcja', Figure: 'Rysunek', Table: 'Tabela' },
  pt: { Input: 'Entrada', Output: 'Saída', Interaction: 'Interação', Figure: 'Figura', Table: 'Tabela' },
  ru: {
    Input: 'Входные данные',
    Output: 'Выходные данные',
    Interaction: 'Протокол взаимодействия',
    Figure: 'Рисунок',
    Table: 'Таблица',
    Note: 'Примечание',
    Scoring: 'Система оценки',
  },
  sv: { Input: 'Indata', Output: 'Utdata', Interaction: 'Interaktion', Figure: 'Figur', Table: 'Tabell' },
};

export function sectionTitle(name: string, language: string): string {
  const base = language.split('-')[0] ?? '';
  return TITLES[base]?.[name] ?? name;
}
