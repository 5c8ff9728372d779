import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { inSources } from "../../../compile/source-positions";
import type { ConstructedAt, DeclaredResource, DeclaredStack } from "../../../infra/declaration";
import type { Place } from "../../place";
import { offsetInCall, offsetOfParts } from "./property-in-call";

const CHECKOUT = join(__dirname, "../../..");

/** What follows on the checkout in a frame: `infra/components/azure/network.ts:12:34`, and maybe a bracket. */
const FRAME = /^(infra\/[^\s:]+\.ts):(\d+):(\d+)\)?$/;

/** Where resources are constructed. */
const PROGRAM = /^infra\/(?:components|program)\//;

/** Where the access model is written. */
const ACCESS_MODEL = /^infra\/config\/access\.ts$/;

/** Of what is compiled, read once for all findings. */
const maps: Parameters<typeof inSources>[1] = new Map();

/** The file is relative to the checkout. */
type Frame = Required<Place>;

/**
 * Where the program constructs a resource: the property, where that is written out there, else the resource. What a
 * component has others construct for it is where the component says so. Undefined where the program had no part in it.
 */
export function placeInProgram(
  { constructedAt, resources }: DeclaredStack,
  { parent, urn }: DeclaredResource,
  property: string | undefined,
): Place | undefined {
  const frames = framesOf(constructedAt.get(urn), PROGRAM);
  const isComponent = resources.some((resource) => resource.urn === parent && !resource.custom);
  const [component] = isComponent ? framesOf(constructedAt.get(parent), PROGRAM) : [];
  const frame = frames.find(({ file }) => file === component?.file) ?? frames[0];
  return frame && placeInCall(frame, (call) => offsetInCall(call, property ?? ""));
}

/**
 * Where rights are written: as much of the path to them as the call writes out.
 * @returns whether the call writes any of it, too; undefined where the trace leads to no access model.
 */
export function placeOfRights(
  writtenAt: ConstructedAt,
  path: readonly string[],
): { place: Place; isSaid: boolean } | undefined {
  const [frame] = framesOf(writtenAt, ACCESS_MODEL);
  if (!frame) return undefined;
  const place = placeInCall(frame, (text) => offsetOfParts(text, path));
  const call = placeInCall(frame, () => 0);
  return { place, isSaid: call.line !== place.line || call.column !== place.column };
}

/** Calls in these files that led there, innermost first. */
const framesOf = (constructedAt: ConstructedAt | undefined, files: RegExp): Frame[] =>
  inSources(constructedAt?.stack ?? "", maps)
    .split("\n")
    .flatMap((line) => {
      const [, inCheckout = ""] = line.split(`${CHECKOUT}${sep}`);
      const [, file, row, column] = FRAME.exec(inCheckout) ?? [];
      return file === undefined || !files.test(file) ? [] : { file, line: Number(row), column: Number(column) };
    });

function placeInCall({ file, line, column: called }: Frame, offsetIn: (call: string) => number): Place {
  const lines = readFileSync(join(CHECKOUT, file), "utf8").split("\n");
  const text = lines[line - 1] ?? "";
  // Source maps lead to a call's name, or to what follows on it.
  const column = called - (/\w*$/.exec(text.slice(0, called - 1))?.[0].length ?? 0);
  const call = [text.slice(column - 1), ...lines.slice(line)].join("\n");
  const before = call.slice(0, offsetIn(call)).split("\n");
  const last = before.at(-1) ?? "";
  return { file, line: line + before.length - 1, column: before.length === 1 ? column + last.length : last.length + 1 };
}
