/** What a sentence is about. */
export interface Thing {
  name: string;
  project?: string;
}

/** Characters that no name has: Unicode keeps them for private use. The page's script fills them in. */
const BLANKS = ["\uE000", "\uE001", "\uE002"] as const;

/**
 * A sentence with blanks for the names of the thing that it is about, and of its project. What is said of alike things is
 * then the same, and is on the page once, however many projects there are.
 */
export function withBlanks(text: string, { name, project = "" }: Thing): string {
  const words = [name, project, project.replaceAll("-", "_")];
  return BLANKS.reduce((left, blank, index) => (words[index] ? left.replaceAll(words[index], blank) : left), text);
}
