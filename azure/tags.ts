/** Azure's bounds of tags on a resource. */
export const MOST_TAGS = 50;
/** Of private DNS zones and their links. */
export const MOST_TAGS_OF_DNS = 15;
/** Of every kind of resource; storage accounts allow no longer ones. */
export const LONGEST_TAG_NAME = 128;
export const LONGEST_TAG_VALUE = 256;

/** What keeps a name from being a tag's, ready to follow it; undefined for a good one. */
export function tagNameFault(name: string, longest: number = LONGEST_TAG_NAME): string | undefined {
  const refused = /[<>%&\\?/]/.exec(name)?.[0];
  if (refused !== undefined) return `has the character ${refused}`;
  if (/^(microsoft|azure|windows)/i.test(name)) return "begins with a word that Azure keeps for itself";
  return name.length > longest ? `has ${name.length} characters, more than ${longest}` : undefined;
}

/** Names that come after the same one in another spelling: Azure takes no notice of letter case in names of tags. */
export const namedBefore = (names: readonly string[]): { name: string; earlier: string }[] =>
  names.flatMap((name, index) => {
    const earlier = names.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    return earlier === undefined ? [] : [{ name, earlier }];
  });
