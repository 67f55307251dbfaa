/** Integers and fractions of any size; a fraction's denominator is positive and has no factor in common with its numerator. */
export type Fraction = { numerator: bigint; denominator: bigint };
export type Value = bigint | Fraction | string | boolean;

/** An operation that has no result, such as a sum of strings. */
export class NoResult extends Error {}

const MOST_DIGITS = 100_000;

/** Of a number as scripts and data write it: an integer where it has neither point nor exponent. */
export function numberOf(text: string): bigint | Fraction {
  const match = /^(-?\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new NoResult(`"${text}" is not a number`);
  const [, whole = '', decimals, exponent] = match;
  if (decimals === undefined && exponent === undefined) return BigInt(whole);
  const shift = Number(exponent ?? 0) - (decimals ?? '').length;
  if (Math.abs(shift) > MOST_DIGITS) throw new NoResult(`${text} is too large or too small`);
  const digits = BigInt(whole + (decimals ?? ''));
  return shift >= 0 ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n } : reduced(digits, 10n ** BigInt(-shift));
}

/** Of two values; integers are divided as integers, and a result of integers alone is one. */
export function calculate(operator: string, left: Value, right: Value): bigint | Fraction {
  if (operator === '^') return power(left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return calculateIntegers(operator, left, right);
  if (operator === '%') throw new NoResult('only integers have a remainder');
  const [one, other] = [fractionOf(left), fractionOf(right)];
  switch (operator) {
    case '+':
      return reduced(one.numerator * other.denominator + other.numerator * one.denominator, one.denominator * other.denominator);
    case '-':
      return reduced(one.numerator * other.denominator - other.numerator * one.denominator, one.denominator * other.denominator);
    case '*':
      return reduced(one.numerator * other.numerator, one.denominator * other.denominator);
    default:
      return reduced(one.numerator * other.denominator, one.denominator * other.numerator);
  }
}

function calculateIntegers(operator: string, left: bigint, right: bigint): bigint {
  if ((operator === '/' || operator === '%') && right === 0n) throw new NoResult('division by zero');
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function power(base: Value, exponent: Value): bigint | Fraction {
  if (typeof exponent !== 'bigint' || exponent < 0n) throw new NoResult('an exponent must be an integer and not negative');
  if (exponent > BigInt(MOST_DIGITS)) throw new NoResult(`an exponent of ${exponent} is too large`);
  if (typeof base === 'bigint') return base ** exponent;
  const { numerator, denominator } = fractionOf(base);
  return { numerator: numerator ** exponent, denominator: denominator ** exponent };
}

/** Negative, zero or positive, as of two numbers, or of two strings by their bytes. */
export function compare(left: Value, right: Value): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : left > right ? 1 : 0;
  const [one, other] = [fractionOf(left), fractionOf(right)];
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The same for equal values only. */
export function keyOf(value: Value): string {
  if (typeof value !== 'object') return typeof value === 'string' ? `"${value}` : String(value);
  return value.denominator === 1n ? String(value.numerator) : `${value.numerator}/${value.denominator}`;
}

function fractionOf(value: Value): Fraction {
  if (typeof value === 'bigint') return { numerator: value, denominator: 1n };
  if (typeof value === 'object') return value;
  throw new NoResult(`${typeof value === 'string' ? 'a string' : 'a condition'} is not a number`);
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new NoResult('division by zero');
  const sign = denominator < 0n ? -1n : 1n;
  const factor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign);
  return { numerator: (sign * numerator) / factor, denominator: (sign * denominator) / factor };
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [one, other] = [left, right];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
