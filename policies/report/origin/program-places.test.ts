import { join } from "node:path";
import type { DeclaredStack } from "../../../infra/declaration";
import { placeInProgram } from "./program-places";

const CHECKOUT = join(__dirname, "../../../..");
const HERE = join(__dirname, "../../..");

/** A stack with one resource, constructed where the trace says. */
function placeOf(frames: readonly string[]) {
  const resource = { urn: "urn", parent: "" };
  const constructedAt = new Map([["urn", { stack: ["Error: constructed", ...frames].join("\n") }]]);
  const stack = { constructedAt, resources: [resource] } as unknown as DeclaredStack;
  return placeInProgram(stack, stack.resources[0] as DeclaredStack["resources"][number], undefined);
}

const at = (path: string): string => `    at new Component (${path})`;

it("is the innermost call within this checkout's program", () => {
  expect(
    placeOf([
      at(`${HERE}/infra/declaration/registrations.ts:10:3`),
      at(`${HERE}/node_modules/@pulumi/pulumi/resource.js:1:1`),
      at(`${HERE}/infra/components/azure/data-lake.ts:20:1`),
      at(`${HERE}/infra/program/azure-layer.ts:30:1`),
    ]),
  ).toEqual({ file: "infra/components/azure/data-lake.ts", line: 20, column: 1 });
});

it("is none of a checkout that this one lies in, nor of another one", () => {
  expect(
    placeOf([at(`${CHECKOUT}/infra/program/azure-layer.ts:30:1`), at("/other/infra/program/x.ts:1:1")]),
  ).toBeUndefined();
});
