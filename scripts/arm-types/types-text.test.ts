import { TypesText } from "./types-text";

const TEXT = `# Microsoft.Trains @ 2026-01-01

## Resource Microsoft.Trains/lines@2026-01-01
* **Readable Scope(s)**: ResourceGroup
### Properties
* **apiVersion**: '2026-01-01' (ReadOnly, DeployTimeConstant): Which version
* **id**: string (ReadOnly, DeployTimeConstant): Where it is
* **name**: string {minLength: 3, pattern: "^[a-z]{3}(\\w)$"} (Required, DeployTimeConstant): What it is called
* **properties**: [Line](#line) (Required): What it is
* **tags**: [LineTags](#linetags): Words (of your own)
* **type**: 'Microsoft.Trains/lines' (ReadOnly, DeployTimeConstant): What it is

## Line
### Properties
* **days**: ('Monday' | 'Sunday' | string)[] {maxLength: 7}: When trains run
* **delay**: int {minValue: 0, maxValue: 90} (ReadOnly): In minutes
* **speed**: int {minValue: 0, maxValue: 300}: In km/h
* **stops**: [Stop](#stop)[] (Required): Where they halt: at least there

## LineTags
### Properties
### Additional Properties
* **Additional Properties Type**: string

## Stop
### Properties
* **roofed**: bool
* **sort**: 'halt' | 'station'
`;

const lines = { type: "Microsoft.Trains/lines", apiVersion: "2026-01-01" };

describe("a text of Azure's types", () => {
  it("gives what a resource may be called, and each object that its body is made of", () => {
    expect(new TypesText(TEXT).typesOf([lines])).toEqual({
      resources: {
        "Microsoft.Trains/lines": {
          apiVersion: "2026-01-01",
          name: { type: "string", minLength: 3, pattern: "^[a-z]{3}(\\w)$" },
          body: "Microsoft.Trains/lines",
        },
      },
      objects: {
        "Microsoft.Trains/lines": {
          id: { type: "any", readOnly: true },
          name: { type: "any", readOnly: true },
          properties: { type: "Line", required: true },
          tags: { type: "LineTags" },
          type: { type: "any", readOnly: true },
        },
        Line: {
          days: { type: "list", of: { type: "string", values: ["Monday", "Sunday"] }, maxLength: 7 },
          delay: { type: "any", readOnly: true },
          speed: { type: "number", minimum: 0, maximum: 300 },
          stops: { type: "list", of: { type: "Stop" }, required: true },
        },
        LineTags: { "*": { type: "string" } },
        Stop: { roofed: { type: "boolean" }, sort: { type: "string", values: ["halt", "station"] } },
      },
    });
  });

  it("is refused where it is not of the version, or incomplete", () => {
    const other = { ...lines, apiVersion: "2025-01-01" };
    expect(() => new TypesText(TEXT).typesOf([other])).toThrow("no Resource Microsoft.Trains/lines@2025-01-01");
    const cut = TEXT.slice(0, TEXT.indexOf("## Stop"));
    expect(() => new TypesText(cut).typesOf([lines])).toThrow("nothing of Stop");
  });
});
