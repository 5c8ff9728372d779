/** What a record has under a name that a caller chose; never what every object of JavaScript has, `constructor` or so. */
export const ownMember = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
