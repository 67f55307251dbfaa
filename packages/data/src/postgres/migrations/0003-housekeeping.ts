/** Finds whether a version of a problem was ever submitted for. */
export const housekeeping = `
create index submissions_by_problem_version on submissions (problem_id, problem_version) where problem_id is not null;
`;
