/** Which of the files that a problem asks for one from somebody's disk is, by its name without directories and ending. */
export function answerFileFor(answerFiles: readonly string[], name: string): string | undefined {
  if (answerFiles.includes(name)) return name;
  const matching = answerFiles.filter((known) => stem(known) === stem(name));
  return matching.length === 1 ? matching[0] : undefined;
}

function stem(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.(out|ans|txt|in)$/, '');
}
