/** What an alert's query may have replaced. */
export const QUERY_PLACEHOLDERS = ["catalog", "schema", "monitoring"] as const;

type Placeholder = (typeof QUERY_PLACEHOLDERS)[number];

/** `{catalog}`; and `{{catalog}}`, which stands for `{catalog}` letter by letter. */
const BRACES = /\{\{(\w+)\}\}|\{(\w+)\}/g;

/** A query with what its placeholders stand for: one text fits every environment. What stands for nothing stays. */
export const queryText = (query: string, values: Readonly<Record<Placeholder, string>>): string =>
  query.replace(BRACES, (braces, literal: string | undefined, name: string | undefined) => {
    if (literal !== undefined) return `{${literal}}`;
    const placeholder = QUERY_PLACEHOLDERS.find((known) => known === name);
    return placeholder === undefined ? braces : values[placeholder];
  });

/** Names in braces that stand for nothing. */
export const unknownPlaceholders = (query: string): string[] =>
  [...query.matchAll(BRACES)].flatMap(([, , name]) =>
    name === undefined || QUERY_PLACEHOLDERS.some((known) => known === name) ? [] : name,
  );
