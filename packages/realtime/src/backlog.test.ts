import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { countBacklog } from './backlog.ts';

test('counts packets made since the transport last took what had gathered', () => {
  const connection = new EventEmitter();
  const backlog = countBacklog(connection);
  connection.emit('packetCreate');
  connection.emit('packetCreate');
  expect(backlog()).toBe(2);
  connection.emit('flush');
  expect(backlog()).toBe(0);
});
