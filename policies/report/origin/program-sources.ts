import { type SettingsDirectory, SettingsFiles } from "../../../infra/config";
import type { Place } from "../../place";

/** Where resources are declared, in the Pulumi program's own files. */
const FOLDERS = ["infra/components", "infra/program"];

interface Source {
  /** Relative to the checkout. */
  file: string;
  text: string;
}

/** A resource as its URN and its stack tell it. */
export interface ResourceInProgram {
  type: string;
  name: string;
  /** Token and name of the component that it belongs to; undefined where it belongs to none. */
  component: { type: string; name: string } | undefined;
}

/** The program's files, to find where a resource is declared. */
export class ProgramSources {
  private readonly sources: Source[];

  constructor(checkout: SettingsDirectory) {
    const files = SettingsFiles.in(checkout);
    this.sources = FOLDERS.flatMap((folder) =>
      files
        .namesBelow(folder, /(?<!\.test)\.ts$/)
        .map((name) => ({ file: `${folder}/${name}`, text: files.text(`${folder}/${name}`) ?? "" })),
    );
  }

  /**
   * Where the resource is declared: its property, else the resource, else its component. Undefined where no file
   * declares any of them.
   */
  declaring(resource: ResourceInProgram, property: string | undefined): Place | undefined {
    const { component } = resource;
    if (component === undefined) return this.constructed(this.sources, resource, property);
    const token = `super("${component.type}"`;
    const source = this.sources.find(({ text }) => text.includes(token));
    if (!source) return undefined;
    return this.constructed([source], resource, property) ?? placeIn(source, source.text.indexOf(token));
  }

  private constructed(
    sources: readonly Source[],
    { component, name, type }: ResourceInProgram,
    property: string | undefined,
  ): Place | undefined {
    const construction = new RegExp(`\\bnew (?:\\w+\\.)?${type.slice(type.lastIndexOf(":") + 1)}\\(`, "g");
    const calls = sources.flatMap((source) =>
      [...source.text.matchAll(construction)].map(({ index }) => ({ source, index, args: argumentsAt(source, index) })),
    );
    // The logical name is the first argument; a component's resources add to its own.
    const ending = component && name.startsWith(component.name) ? name.slice(component.name.length) : name;
    const isNamed = ({ args }: { args: string }): boolean =>
      args
        .slice(0, args.indexOf(","))
        .replaceAll(/["'`\s]/g, "")
        .endsWith(ending);
    const call = calls.find(isNamed) ?? (component && calls[0]);
    return call && placeIn(call.source, call.index + propertyOffset(call.args, property));
  }
}

/** From a call to the next one: enough to tell calls apart, and to find a property. */
function argumentsAt({ text }: Source, index: number): string {
  const next = text.slice(index + 1).search(/\bnew [\w.]+\(/);
  return next === -1 ? text.slice(index) : text.slice(index, index + 1 + next);
}

/** Of the innermost part of the property's path that is written out; 0 where none is. */
function propertyOffset(args: string, property = ""): number {
  for (const part of property.split(/[.[\]]+/).reverse()) {
    const found = /^[A-Za-z_]\w*$/.test(part) ? args.search(new RegExp(`(?<![.\\w])${part}(?=\\s*[:,}])`)) : -1;
    if (found !== -1) return found;
  }
  return 0;
}

function placeIn({ file, text }: Source, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
