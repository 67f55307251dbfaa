import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useProblemMenu } from '../../api/get-problems.ts';
import { Select } from '../../components/select.tsx';
import type { ProblemListSearch } from './problem-list-search.ts';

type ProblemFiltersProps = { search: ProblemListSearch; onChange: (change: ProblemListSearch) => void };

export function ProblemFilters({ search, onChange }: ProblemFiltersProps) {
  const filtered = Object.values(search).some(Boolean);
  return (
    <form role="search" aria-label="Problems" onSubmit={(event) => event.preventDefault()} className="grid grid-cols-2 gap-2 pane:flex pane:flex-wrap">
      <SearchField value={search.search ?? ''} onValue={(value) => onChange({ search: value || undefined })} />
      <Select
        label="Difficulty"
        value={search.difficulty ?? ''}
        onValue={(value) => onChange({ difficulty: chosen(value) as ProblemListSearch['difficulty'] })}
      >
        <option value="">Any difficulty</option>
        <option value="easy">Easy</option>
        <option value="medium">Medium</option>
        <option value="hard">Hard</option>
      </Select>
      <TagSelect value={search.tag ?? ''} onValue={(value) => onChange({ tag: chosen(value) })} />
      <Select label="Status" value={search.status ?? ''} onValue={(value) => onChange({ status: chosen(value) as ProblemListSearch['status'] })}>
        <option value="">Any status</option>
        <option value="todo">Not tried</option>
        <option value="attempted">Attempted</option>
        <option value="solved">Solved</option>
      </Select>
      <button
        type="button"
        onClick={() => onChange({ search: undefined, difficulty: undefined, tag: undefined, status: undefined })}
        className={`inline-flex h-9 items-center justify-center gap-1 rounded-lg px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink ${filtered ? '' : 'invisible'}`}
      >
        <X size={14} aria-hidden /> Clear filters
      </button>
    </form>
  );
}

function chosen(value: string): string | undefined {
  return value === '' ? undefined : value;
}

/** Searches while one types; `/` brings the cursor here from anywhere in the page. */
function SearchField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const send = useRef(onValue);
  send.current = onValue;
  // A value that we sent ourselves comes back late; taking it over would swallow what was typed since.
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      send.current(text);
    }, 120);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <span className="relative col-span-2 min-w-0 flex-1 basis-64">
      <Search size={15} aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label="Search problems"
        placeholder="Search problems"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="field w-full pl-9"
      />
      <kbd aria-hidden className="absolute top-1/2 right-2.5 hidden -translate-y-1/2 rounded border border-line-strong px-1.5 text-xs text-muted pane:block">
        /
      </kbd>
    </span>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function TagSelect({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { data } = useProblemMenu();
  const tags = new Set(data?.items.flatMap((problem) => problem.tags));
  if (value) tags.add(value);
  return (
    <Select label="Tag" value={value} onValue={onValue} className="max-w-52">
      <option value="">Any tag</option>
      {[...tags].sort().map((tag) => (
        <option key={tag}>{tag}</option>
      ))}
    </Select>
  );
}
