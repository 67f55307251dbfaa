/** What a person may ask of the lists; `repeat` varies what varies. */
export type ListRequest = { id: string; name: string; path: (repeat: number) => string };

const WORDS = ['problem', 'abc', 'ffff', 'zzzz', 'tag-7'];

export const REQUESTS: readonly ListRequest[] = [
  { id: 'problems', name: 'problems, first page', path: () => '/api/problems?limit=50' },
  { id: 'problems.search', name: 'problems, search', path: (repeat) => `/api/problems?limit=50&search=${WORDS[repeat % WORDS.length]}` },
  { id: 'problems.tag', name: 'problems, tag', path: (repeat) => `/api/problems?limit=50&tag=tag-${repeat % 50}` },
  { id: 'problems.difficulty', name: 'problems, difficulty', path: () => '/api/problems?limit=50&difficulty=hard' },
  { id: 'problems.todo', name: 'problems, not tried', path: () => '/api/problems?limit=50&status=todo' },
  { id: 'problems.solved', name: 'problems, solved', path: () => '/api/problems?limit=50&status=solved' },
  { id: 'problems.attempted', name: 'problems, hard ones tried without success', path: () => '/api/problems?limit=50&difficulty=hard&status=attempted' },
  { id: 'problems.everything', name: 'problems, all filters', path: () => '/api/problems?limit=50&difficulty=hard&tag=tag-7&status=todo&search=a%20b' },
  { id: 'history', name: 'history, first page', path: () => '/api/history?limit=25' },
  { id: 'history.problem', name: 'history, problem', path: (repeat) => `/api/history?limit=25&problem=problem-${repeat + 2}` },
  { id: 'history.language', name: 'history, language', path: () => '/api/history?limit=25&language=python' },
  { id: 'history.status', name: 'history, verdict', path: () => '/api/history?limit=25&status=Accepted' },
  { id: 'history.no-status', name: 'history, verdict that none has', path: () => '/api/history?limit=25&status=Time%20Limit%20Exceeded' },
  { id: 'history.both', name: 'history, language and verdict', path: () => '/api/history?limit=25&language=python&status=Accepted' },
  { id: 'history.neither', name: 'history, language and verdict that never meet', path: () => '/api/history?limit=25&language=python&status=Runtime%20Error' },
];

/** Read page by page, each as long as can be. */
export const PAGED: readonly { id: string; name: string; path: string }[] = [
  { id: 'problems.pages', name: 'problems, page by page', path: '/api/problems?limit=100' },
  { id: 'history.pages', name: 'history, page by page', path: '/api/history?limit=100' },
];
