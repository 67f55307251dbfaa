/**
 * A condition that is always true, for statements whose loss in a crash of the database costs nothing: what they wrote is
 * written again, or found out again. Their commit does not wait for the disk.
 */
export const NEED_NOT_SURVIVE = "(select set_config('synchronous_commit', 'off', true)) is not null";
