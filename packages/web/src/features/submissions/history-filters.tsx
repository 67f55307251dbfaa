import { VERDICTS } from '@codearena/contracts';
import { X } from 'lucide-react';
import { useLanguages } from '../../api/get-languages.ts';
import { useProblemMenu } from '../../api/get-problems.ts';
import { Select } from '../../components/select.tsx';
import type { HistorySearch } from './history-search.ts';

type HistoryFiltersProps = { search: HistorySearch; onChange: (change: HistorySearch) => void };

export function HistoryFilters({ search, onChange }: HistoryFiltersProps) {
  const languages = useLanguages();
  const filtered = Object.values(search).some(Boolean);
  return (
    <form role="search" aria-label="Submissions" onSubmit={(event) => event.preventDefault()} className="grid grid-cols-2 gap-2 pane:flex pane:flex-wrap">
      <ProblemSelect value={search.problem ?? ''} onValue={(value) => onChange({ problem: value || undefined })} />
      <Select label="Language" value={search.language ?? ''} onValue={(value) => onChange({ language: value || undefined })}>
        <option value="">Any language</option>
        {languages.data?.map((language) => (
          <option key={language.id} value={language.id}>
            {language.name}
          </option>
        ))}
      </Select>
      <Select label="Verdict" value={search.status ?? ''} onValue={(value) => onChange({ status: (value || undefined) as HistorySearch['status'] })}>
        <option value="">Any verdict</option>
        {VERDICTS.map((verdict) => (
          <option key={verdict}>{verdict}</option>
        ))}
      </Select>
      <button
        type="button"
        onClick={() => onChange({ problem: undefined, language: undefined, status: undefined })}
        className={`inline-flex h-9 items-center justify-center gap-1 rounded-lg px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink ${filtered ? '' : 'invisible'}`}
      >
        <X size={14} aria-hidden /> Clear filters
      </button>
    </form>
  );
}

/** The problem in the URL stays selectable, even where the menu does not have it. */
function ProblemSelect({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { data } = useProblemMenu();
  const known = data?.items.some((problem) => problem.slug === value);
  return (
    <Select label="Problem" value={value} onValue={onValue} className="pane:w-64">
      <option value="">Any problem</option>
      {value && !known && <option value={value}>{value}</option>}
      {data?.items.map((problem) => (
        <option key={problem.id} value={problem.slug}>
          {problem.title}
        </option>
      ))}
    </Select>
  );
}
