import { expect, test } from 'vitest';
import { completeAnswer } from './connection.ts';

const whole = (text: string): boolean => completeAnswer(text) !== null;

test('an answer is whole when as many bytes have come as it said', () => {
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')).toBe(true);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')).toBe(true);
});

test('without a length, when the last chunk has come', () => {
  expect(whole('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')).toBe(true);
});
