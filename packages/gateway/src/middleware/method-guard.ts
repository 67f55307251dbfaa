import type { RequestHandler } from 'express';
import { CodeArenaError } from '@codearena/core';

/** Goes after a path's handlers: answers OPTIONS, and refuses every other method with the list of those that work. */
export function methodGuard(options: { allowed: readonly string[] }): RequestHandler {
  const withHead = options.allowed.includes('GET') ? ['HEAD', ...options.allowed] : [...options.allowed];
  const allow = [...withHead, 'OPTIONS'].join(', ');
  return function guardMethod(req, res) {
    res.setHeader('Allow', allow);
    if (req.method !== 'OPTIONS') throw new CodeArenaError('method_not_allowed', `${req.method} does not work here; ${allow} do`);
    res.status(204).end();
  };
}
