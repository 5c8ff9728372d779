import { ESTATE_FILE, environmentFile } from "../files/environments";
import { Remembered, type SettingsFiles } from "../files/settings-files";
import type { Problem } from "../yaml/problem";
import { type Path, SourceFile } from "../yaml/source-file";
import { estateSectionsOf, type Sections, stackSections } from "../yaml/stack-file";
import { type KnownSettings, knownSections } from "./check-settings";

/** What the files say of an environment, as others see it: mistakes there are its own. */
export interface SaidOfEnvironment {
  name: string;
  /** What is well formed of its sections. */
  sections: KnownSettings;
  /** Where a setting stands, in brackets: ` (Pulumi.dev.yaml:5:11)`. */
  place: (path: Path) => string;
}

/** Undefined where a file cannot be read. */
export const saidOfEnvironment = (files: SettingsFiles, name: string): SaidOfEnvironment | undefined =>
  files.once(known, name, (own) => read(own, name));

const known = new Remembered<SaidOfEnvironment | undefined>();

function read(files: SettingsFiles, name: string): SaidOfEnvironment | undefined {
  const [estate, own] = [SourceFile.read(files, ESTATE_FILE), SourceFile.read(files, environmentFile(name))];
  if (!estate || !own || [estate, own].some(({ syntaxProblems }) => syntaxProblems.length > 0)) return undefined;
  const [general, particular] = [estateSectionsOf(estate), stackSections(own)];
  return {
    name,
    sections: knownSections({ ...general.values, ...particular.values }),
    place: (path) => placeOf(holderOf(general, particular, path).problemAt(path, "")),
  };
}

/** Of the estate's sections and an environment's, those that say what is at `path`. */
export const holderOf = (general: Sections, particular: Sections, path: Path): Sections =>
  general.has(String(path[0])) && !particular.has(String(path[0])) ? general : particular;

const placeOf = ({ column, file, line }: Problem): string => ` (${[file, line, column].filter(Boolean).join(":")})`;
