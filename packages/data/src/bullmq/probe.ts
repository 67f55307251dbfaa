import type { Probe } from '@codearena/core';
import type { QueueBackend } from './backend.ts';

export function createQueueProbe(backend: QueueBackend): Probe {
  return { name: 'queue', check: () => backend.ping() };
}
