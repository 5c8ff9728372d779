import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a value may be. */
export interface ValueType {
  /** `string`, `boolean`, `number`, `any`, `list`, `map`, or one of the file's objects. */
  type: string;
  /** Of a list's items, or of a map's values. */
  of?: ValueType;
  values?: readonly string[];
  /** Of a text in characters, of a list in items. */
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

export interface Member extends ValueType {
  required?: true;
  /** The service fills it in, and ignores what is sent. */
  readOnly?: true;
}

/** Members by name; `*` is any other. */
export type ObjectType = Readonly<Record<string, Member>>;

export interface ResourceType {
  apiVersion: string;
  /** What its own name may be: the last part of its id. */
  name: ValueType;
  /** What a PUT carries: one of the file's objects. */
  body: string;
}

/** What one source says. */
export interface TypesFile {
  /** With its version. */
  source: string;
  /** By ARM type, such as `Microsoft.Storage/storageAccounts`. */
  resources: Readonly<Record<string, ResourceType>>;
  objects: Readonly<Record<string, ObjectType>>;
}

/** A resource type with the file that its objects are in. */
export interface ArmType extends ResourceType {
  type: string;
  file: TypesFile;
}

export const GENERATED = join(__dirname, "generated");

let known: Map<string, ArmType> | undefined;

/** What Azure publishes of an ARM type, in any case; undefined where nothing is kept of it. */
export function armType(type: string): ArmType | undefined {
  known ??= new Map(filesIn(GENERATED).flatMap(typesOf));
  return known.get(type.toLowerCase());
}

const filesIn = (folder: string): TypesFile[] =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as TypesFile);

const typesOf = (file: TypesFile): [string, ArmType][] =>
  Object.entries(file.resources).map(([type, resource]) => [type.toLowerCase(), { type, ...resource, file }]);

/**
 * The ARM type that a path is about, whether it is an id or a template: `Microsoft.Network/virtualNetworks/subnets`.
 * Undefined where it is about none.
 */
export function armTypeIn(path: string): string | undefined {
  const [, ofProvider] = /.*\/providers\/(.*)$/i.exec(path) ?? [];
  if (ofProvider === undefined) {
    return /\/resourcegroups\/[^/]+$/i.test(path) ? "Microsoft.Resources/resourceGroups" : undefined;
  }
  const [namespace, ...rest] = ofProvider.split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}
