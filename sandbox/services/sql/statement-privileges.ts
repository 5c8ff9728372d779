/** A privilege that a statement takes on a table. */
export interface NeededPrivilege {
  /** `catalog.schema.table`, in lower case. */
  table: string;
  privilege: "SELECT" | "MODIFY";
}

/** What stands before a table that is read or written. Longer ones first: the first that fits is taken. */
const CLAUSES: readonly [RegExp, NeededPrivilege["privilege"]][] = [
  [/\bDELETE\s+FROM\s+/, "MODIFY"],
  [/\bINSERT\s+(?:INTO|OVERWRITE)\s+(?:TABLE\s+)?/, "MODIFY"],
  [/\bMERGE\s+INTO\s+/, "MODIFY"],
  [/\bTRUNCATE\s+TABLE\s+/, "MODIFY"],
  [/\bUPDATE\s+/, "MODIFY"],
  [/\b(?:FROM|JOIN|USING)\s+/, "SELECT"],
];

const PART = /`[^`]+`|\w+/.source;
const NAME = new RegExp(`(${PART})\\.(${PART})\\.(${PART})`, "y");

/** Text in quotes and comments, in which nothing is a clause. */
const NOT_SQL = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * What a statement takes of Unity Catalog, as far as it names tables in full behind the usual clauses. It is no parser:
 * of names with one or two parts, of functions and of views' own tables it knows nothing.
 */
export function neededPrivileges(statement: string): NeededPrivilege[] {
  const sql = statement.replace(NOT_SQL, " ");
  const found = new Map<string, NeededPrivilege>();
  const taken = new Set<number>();
  for (const [clause, privilege] of CLAUSES) {
    for (const match of sql.matchAll(new RegExp(clause.source, "gi"))) {
      NAME.lastIndex = match.index + match[0].length;
      const start = NAME.lastIndex;
      const name = NAME.exec(sql);
      if (!name || taken.has(start)) continue;
      taken.add(start);
      const table = name
        .slice(1)
        .map((part) => part.replaceAll("`", "").toLowerCase())
        .join(".");
      // Whoever changes rows reads them, too.
      const needed = privilege === "MODIFY" ? (["SELECT", "MODIFY"] as const) : (["SELECT"] as const);
      for (const each of needed) found.set(`${table} ${each}`, { table, privilege: each });
    }
  }
  return [...found.values()];
}
