/** Collects the conditions of a list's filters; each `?` becomes the next parameter. */
export type Conditions = {
  add(condition: string, ...values: unknown[]): void;
  text(): string;
  values(): unknown[];
};

export function createConditions(): Conditions {
  const conditions: string[] = [];
  const values: unknown[] = [];
  return {
    add(condition, ...added) {
      let used = 0;
      conditions.push(
        condition.replaceAll('?', () => {
          values.push(added[used++]);
          return `$${values.length}`;
        }),
      );
    },
    text: () => conditions.join(' and '),
    values: () => values,
  };
}
