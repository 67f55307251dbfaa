const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)(?:[pP]([+-]?\d+))?$/;

/** The longest token that is read as a number; the format asks for 30 digits on either side of the point. */
export const MAX_NUMBER_BYTES = 16_384;

/**
 * The value of a floating-point token, or null where it is none: decimal as the format's grammar says, and hexadecimal
 * as C and IEEE 754 write it. Infinities, NaN and what overflows to infinity are no numbers but words.
 */
export function parseNumber(token: Uint8Array): number | null {
  if (!mayBeginNumber(token[0])) return null;
  const text = Buffer.from(token.buffer, token.byteOffset, token.byteLength).toString('latin1');
  const value = DECIMAL.test(text) ? Number(text) : parseHexadecimal(text);
  return value !== null && Number.isFinite(value) ? value : null;
}

function mayBeginNumber(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e);
}

function parseHexadecimal(text: string): number | null {
  const match = HEXADECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole + fraction === '') return null;
  const magnitude = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -magnitude : magnitude;
}

/** Within the absolute or the relative tolerance of the answer; one that is not set accepts nothing. */
export function isWithin(answer: number, output: number, absolute: number | null, relative: number | null): boolean {
  const difference = Math.abs(answer - output);
  return (absolute !== null && difference <= absolute) || (relative !== null && difference <= relative * Math.abs(answer));
}
