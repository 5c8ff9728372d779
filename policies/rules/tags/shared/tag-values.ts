/** Tags as the providers take them: by name, or as a list of keys and values. */
type Tags =
  | Readonly<Record<string, string>>
  | readonly { key?: string | undefined; value?: string | undefined }[]
  | null
  | undefined;

/** The tags as keys and values, whichever way they are given. */
export const tagEntries = (tags: Tags): [key: string, value: string][] =>
  Array.isArray(tags) ? tags.map(({ key = "", value = "" }) => [key, value]) : Object.entries(tags ?? {});

/** The value of the first tag of this name; undefined where there is none, or it is empty. */
export const tagValue = (tags: Tags, name: string): string | undefined =>
  tagEntries(tags).find(([key]) => key === name)?.[1] || undefined;
