import type { ObjectRef } from "../../authority/objects/access-lists";
import { type Call, type JsonObject, WorkspaceObjects } from "../../control-plane";

/** What a Postgres project is made of, under its name: `projects/p/branches/b/roles/r`. */
export interface Part {
  name: string;
  uid: string;
  spec: JsonObject;
  /** What only a new one is told: of a project, what it begins with. */
  initial: JsonObject;
  /** It was made with what it lies in, and goes with that alone. */
  implicit?: true;
  owner: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
}

/** By the segments of their names that are not words: a project is before its branches, and these before what is in them. */
export const parts = new WorkspaceObjects<Part>("postgres.part");

export const projectRef = (name: string): ObjectRef => ({ type: "database-projects", id: name.split("/")[1] ?? "" });

/** What lies in what has this name, however deep. */
export const partsWithin = (call: Call, name: string): Part[] =>
  parts.all(call).filter((part) => part.name.startsWith(`${name}/`));

/** The name of what it lies in; undefined for a project. */
export const parentOf = (name: string): string | undefined => name.split("/").slice(0, -2).join("/") || undefined;

export const idOf = (name: string): string => name.split("/").at(-1) ?? "";
