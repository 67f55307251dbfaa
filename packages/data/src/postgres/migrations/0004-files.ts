/** What was sent as files; `code` is empty then. */
export const files = `
alter table submissions add column files json, add column entry_point text;
`;
