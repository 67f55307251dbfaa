import type { JudgeError, JudgeErrorList } from '@codearena/contracts';

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
  nav { display: flex; gap: 1rem; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
  th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  td.reason { overflow-wrap: anywhere; white-space: pre-wrap; }
  code { font: 13px ui-monospace, monospace; }
  button { font: inherit; padding: 0.25rem 0.75rem; white-space: nowrap; }
`;

/** A page without scripts: a table, and a form for each button. */
export function judgeErrorPage(path: string, { items, nextCursor }: JudgeErrorList): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Judge Errors · CodeArena</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <nav><a href="/">CodeArena</a><a href="/admin/queues">Queues</a></nav>
    <h1>Judge Errors</h1>
    <p>Submissions and runs that could not be judged for a reason of ours, newest first. Judging again is a new attempt; whoever sent it sees the new verdict.</p>
    ${items.length === 0 ? '<p>There are none.</p>' : table(path, items)}
    ${nextCursor === null ? '' : `<p><a href="${path}?cursor=${encodeURIComponent(nextCursor)}" rel="next">Older ones</a></p>`}
  </body>
</html>
`;
}

function table(path: string, items: readonly JudgeError[]): string {
  const heads = ['Ended', 'What', 'Language', 'Attempts', 'Reason', ''].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${items.map((item) => row(path, item)).join('')}</tbody></table>`;
}

function row(path: string, { submissionId, kind, problem, language, attempts, reason, finishedAt }: JudgeError): string {
  const what = kind === 'run' || problem === null ? 'A run' : `<a href="/problems/${encodeURIComponent(problem.slug)}">${escape(problem.title)}</a>`;
  return `<tr>
    <td><time datetime="${finishedAt}">${finishedAt.replace('T', ' ').slice(0, 19)} UTC</time></td>
    <td>${what}<br><code>${submissionId}</code></td>
    <td>${escape(language)}</td>
    <td>${attempts}</td>
    <td class="reason">${escape(reason ?? 'not known')}</td>
    <td><form method="post" action="${path}/${submissionId}"><button>Judge again</button></form></td>
  </tr>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
