import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ClientPackage } from "./client-package";

const PATH = "/subscriptions/{subscriptionId}/providers/Microsoft.Trains/lines/{lineName}";

const FILES = {
  "models/mappers.js": `
export const Line = { type: { name: "Composite", className: "Line", modelProperties: {
  id: { serializedName: "id", readOnly: true, type: { name: "String" } },
  tags: { serializedName: "tags", type: { name: "Dictionary", value: { type: { name: "String" } } } },
  days: { serializedName: "properties.days", constraints: { MaxItems: 7 }, type: { name: "Sequence", element: { type: { name: "String" } } } },
  speed: { serializedName: "properties.speed", required: true, constraints: { InclusiveMaximum: 300 }, type: { name: "Number" } },
  first: { serializedName: "properties.stops.first", type: { name: "Composite", className: "Stop" } },
  made: { serializedName: "made", type: { name: "Composite", className: "Stop" } } } } };
export const Stop = { type: { name: "Composite", className: "Stop", modelProperties: {
  code: { serializedName: "code", constraints: { Pattern: new RegExp("^[A-Z]{3}$") }, type: { name: "String" } },
  place: { serializedName: "place", type: { name: "Composite", className: "Place" } } } } };
export const Place = { type: { name: "Composite", className: "Place", modelProperties: {
  action: { defaultValue: "Halt", isConstant: true, serializedName: "action", type: { name: "String" } } } } };
`,
  "models/parameters.js": `
import { Line as LineMapper } from "./mappers.js";
export const parameters = { parameterPath: "parameters", mapper: LineMapper };
export const apiVersion = { mapper: { defaultValue: "2026-01-01", serializedName: "api-version", type: { name: "String" } } };
export const name = { mapper: { constraints: { MinLength: 3 }, serializedName: "lineName", required: true, type: { name: "String" } } };
`,
  "models/index.d.ts": `
interface Above { id?: string; readonly made?: Stop; }
export interface Line extends Above { days?: Day[]; speed: number; first?: Stop; }
export interface Stop { code?: string; place: Place; }
export interface Place { action?: "Halt"; }
export declare enum KnownDay { Sunday = "Sunday", Monday = "Monday" }
`,
  "operations/lines.js": `
import * as Parameters from "../models/parameters";
const createOperationSpec = { path: "${PATH}", httpMethod: "PUT", requestBody: Parameters.parameters,
  queryParameters: [Parameters.apiVersion], urlParameters: [Parameters.name] };
`,
};

describe("a package of Azure's clients", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lakestage-package-"));
    for (const [name, text] of Object.entries(FILES)) {
      const file = join(folder, "dist/esm", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives what a PUT carries, with what was lifted out of objects back in them", () => {
    // Parameters of a path are called otherwise elsewhere.
    const path = PATH.replace("lineName", "name");
    expect(new ClientPackage(folder).typesOf([{ path, apiVersion: "2026-01-01" }])).toEqual({
      resources: {
        "Microsoft.Trains/lines": { apiVersion: "2026-01-01", name: { type: "string", minLength: 3 }, body: "Line" },
      },
      objects: {
        Line: {
          id: { type: "any", readOnly: true },
          tags: { type: "map", of: { type: "string" } },
          properties: { type: "Line.properties", required: true },
          made: { type: "any", readOnly: true },
        },
        "Line.properties": {
          days: { type: "list", of: { type: "string", values: ["Monday", "Sunday"] }, maxLength: 7 },
          speed: { type: "number", maximum: 300, required: true },
          stops: { type: "Line.properties.stops" },
        },
        "Line.properties.stops": { first: { type: "Stop" } },
        Stop: {
          code: { type: "string", pattern: "^[A-Z]{3}$" },
          place: { type: "Place", required: true },
        },
        Place: { action: { type: "string", values: ["Halt"] } },
      },
    });
  });

  it("is refused where it speaks another version", () => {
    expect(() => new ClientPackage(folder).typesOf([{ path: PATH, apiVersion: "2025-01-01" }])).toThrow(
      `no PUT ${PATH} at 2025-01-01: 2026-01-01`,
    );
  });
});
