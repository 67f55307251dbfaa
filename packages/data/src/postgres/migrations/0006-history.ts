/** History by language and verdict together: where the two seldom meet, either alone finds almost only what is not wanted. */
export const history = `
create index submissions_history_by_language_and_status on submissions (session_id, language, status, id) where kind = 'submission';
`;
