import type pg from 'pg';

export type Table = { table: string; columns: string[] };

/** What tells of this moment and this installation only: which workers live, and how the schema came to be. */
const LEFT_OUT = ['workers', 'schema_versions'];

/**
 * Every table of the schema that survives a crash of the database, each after those that it refers to. The queue is none of
 * them: recovery fills it from the submissions.
 */
export async function tablesToKeep(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers_to: string[] }>({
    text: `
      select c.relname::text as table,
             (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
             array(select distinct f.confrelid::regclass::text from pg_constraint f
                    where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers_to
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> all ($1)
       order by c.relname`,
    values: [LEFT_OUT],
  });
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.find(({ table, refers_to: refersTo }) => !placed.has(table) && refersTo.every((other) => placed.has(other)));
    if (!next) throw new Error('The tables refer to each other in a circle');
    placed.add(next.table);
    ordered.push({ table: next.table, columns: next.columns });
  }
  return ordered;
}

/** As COPY names it. */
export function copyTarget({ table, columns }: Table): string {
  return `public."${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
}
