/** Words that a statement which only reads begins with. */
const READING = ["SELECT", "WITH", "FROM", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "EXPLAIN"];

/** What may follow the tables of a WITH, beside a SELECT. */
const WRITING =
  /\b(INSERT\s+(INTO|OVERWRITE)|MERGE\s+(WITH\s+SCHEMA\s+EVOLUTION\s+)?INTO|DELETE\s+FROM|UPDATE\s+\S+\s+SET)\b/i;

/** The first words of what a text does beside reading; undefined where it only reads. */
export function writingIn(text: string): string | undefined {
  return statementsIn(text)
    .find((statement) => {
      const [, first = ""] = /^\(*\s*([a-z]+)/i.exec(statement) ?? [];
      return !READING.includes(first.toUpperCase()) || WRITING.test(statement);
    })
    ?.split(/\s+/)
    .slice(0, 3)
    .join(" ");
}

/** Statements without comments, and with nothing in their quotes. */
const statementsIn = (text: string): string[] =>
  text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`/g, (part) =>
      /^['"`]/.test(part) ? part.charAt(0).repeat(2) : " ",
    )
    .split(";")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
