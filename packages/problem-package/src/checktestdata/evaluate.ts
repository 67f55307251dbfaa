import type { Expression } from './script.ts';
import { calculate, compare, keyOf, NoResult, type Value } from './values.ts';

/** What expressions may look at. A variable is an array; its indices are written between commas, and a plain one has none. */
export type Evaluation = { data: string; position: number; variables: Map<string, Map<string, Value>> };

export function evaluate(evaluation: Evaluation, expression: Expression): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return valueOf(evaluation, expression.name, expression.indices);
    case 'negative':
      return calculate('-', 0n, evaluate(evaluation, expression.operand));
    case 'not':
      return !truth(evaluate(evaluation, expression.operand));
    case 'operation':
      return operate(evaluation, expression);
    case 'length':
      return BigInt(text(evaluate(evaluation, expression.operand)).length);
    case 'match':
      return !isAtEnd(evaluation) && text(evaluate(evaluation, expression.operand)).includes(evaluation.data.charAt(evaluation.position));
    case 'at-end':
      return isAtEnd(evaluation);
    case 'unique':
      return areUnique(expression.names.map((name) => arrayOf(evaluation, name)));
    case 'in-array':
      return isIn(evaluate(evaluation, expression.value), arrayOf(evaluation, expression.name));
    default:
      return expression satisfies never;
  }
}

function isAtEnd({ data, position }: Evaluation): boolean {
  return position >= data.length;
}

function valueOf(evaluation: Evaluation, name: string, indices: readonly Expression[]): Value {
  const key = indices.map((index) => integer(evaluate(evaluation, index))).join();
  const value = evaluation.variables.get(name)?.get(key);
  if (value === undefined) throw new NoResult(`the variable ${name}${key === '' ? '' : `[${key}]`} has no value`);
  return value;
}

function arrayOf({ variables }: Evaluation, name: string): Map<string, Value> {
  const array = variables.get(name);
  if (!array) throw new NoResult(`the variable ${name} has no value`);
  return array;
}

function operate(evaluation: Evaluation, { operator, left, right }: Extract<Expression, { kind: 'operation' }>): Value {
  const one = evaluate(evaluation, left);
  if (operator === '&&') return truth(one) && truth(evaluate(evaluation, right));
  if (operator === '||') return truth(one) || truth(evaluate(evaluation, right));
  const other = evaluate(evaluation, right);
  const holds = COMPARISONS[operator];
  return holds ? holds(compare(one, other)) : calculate(operator, one, other);
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/** Whether no two indices have the same values; all arrays must have the same indices. */
function areUnique(arrays: readonly ReadonlyMap<string, Value>[]): boolean {
  const [first, ...others] = arrays;
  const indices = [...(first?.keys() ?? [])];
  if (others.some((array) => array.size !== indices.length || !indices.every((index) => array.has(index)))) return false;
  const tuples = indices.map((index) => JSON.stringify(arrays.map((array) => keyOf(array.get(index) ?? ''))));
  return new Set(tuples).size === tuples.length;
}

function isIn(value: Value, array: ReadonlyMap<string, Value>): boolean {
  const key = keyOf(value);
  return [...array.values()].some((other) => keyOf(other) === key);
}

export function truth(value: Value): boolean {
  if (typeof value !== 'boolean') throw new NoResult('needs a condition');
  return value;
}

export function integer(value: Value): bigint {
  if (typeof value !== 'bigint') throw new NoResult('needs an integer');
  return value;
}

export function text(value: Value): string {
  if (typeof value !== 'string') throw new NoResult('needs a string');
  return value;
}
