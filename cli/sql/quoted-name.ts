/** A table's name in SQL. */
export const quotedName = (name: string): string =>
  name
    .split(".")
    .map((part) => `\`${part.replaceAll("`", "``")}\``)
    .join(".");
