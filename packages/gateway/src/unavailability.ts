/** Node's codes for a peer that cannot be reached or went away. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT']);

/** Whether something failed because a service cannot be reached, whatever wraps it: trying again later makes sense. */
export function isUnavailability(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 8; error = error.cause, depth += 1) {
    if (isNetworkFailure(error)) return true;
    if (error instanceof AggregateError && error.errors.some(isUnavailability)) return true;
  }
  return false;
}

function isNetworkFailure(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK.has(code) && 'syscall' in error;
}
