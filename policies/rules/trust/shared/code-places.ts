import type { PolicyResource } from "../../../rule";
import { ANYTHING, type NamedText } from "./named-texts";
import { isFile, isRequirement, type Purpose, purposesIn } from "./purposes";

/** Where code is loaded from that a resource names. */
export interface CodePlace {
  place: string;
  /** Of the property that names it. */
  path: string;
}

/** In a line of requirements, before the file that they go on in, or that is installed. */
const FILE_OPTION = /^\s*(?:-[rce]\s*|--(?:requirement|constraint|editable)[ =]\s*)([^-\s].*)$/;

/** Places in a longer text: a list of jars, a command, a script. */
const PLACE =
  /(?:(?:dbfs|file|abfss?|wasbs?|s3[an]?|gs|adl|hdfs):\/+[^\s,;:"'`]+|(?<![\w.~/-])\/(?:Workspace|Users|Shared|Repos|Volumes|dbfs|mnt|Projects)\/[^\s,;:"'`]*)/gi;

/** All places of code in a resource. */
export function* codePlacesIn(resource: PolicyResource): Generator<CodePlace> {
  for (const { named, purpose } of purposesIn(resource)) {
    for (const place of placesIn(named, purpose)) yield { place, path: named.path };
  }
}

function placesIn(named: NamedText, purpose: Purpose): string[] {
  const { text } = named;
  if (purpose !== "code" && purpose !== "package") return [];
  if (text === "" || isFetched(text)) return [];
  if (purpose === "code" && (text === ANYTHING || isFile(named))) return [text];
  const [, file] = FILE_OPTION.exec(text) ?? [];
  if (file !== undefined) return isFetched(file) ? [] : [file];
  if (isRequirement(named) && /^\s*(\.{0,2}\/|[\w./-]+\.(whl|jar|zip|tar\.gz)$)/.test(text)) return [text];
  return [...text.matchAll(PLACE)].map(([place]) => place);
}

/** Of such another rule tells: it lies with whoever answers. */
const isFetched = (place: string): boolean => /^\s*https?:/i.test(place);
