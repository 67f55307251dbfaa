const MAX_SLUG = 100;

/** The name by which a problem is addressed: in lower case, with dashes; empty where a name has neither letters nor digits. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
}
