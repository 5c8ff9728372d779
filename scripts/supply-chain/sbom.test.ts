import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lockedModules } from "./locked-modules";
import { licences, sbom } from "./sbom";

const CHECKOUT = join(__dirname, "../..");

/** Those that let whoever passes the code on keep his own to himself. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
]);

/** Packages under other terms, and why that is right. */
const OTHERS = {
  "@logdna/tail-file": "MIT, which its package.json leaves to the file LICENSE; Pulumi's SDK brings it",
  argparse: "Python-2.0: permissive, with a notice",
  "caniuse-lite": "CC-BY-4.0 data that a tool of the tests reads; it is not passed on",
  pako: "MIT AND Zlib: both permissive",
  "spdx-exceptions": "CC-BY-3.0 data, with a notice; Pulumi's SDK brings it",
};

it("names every licence that is not permissive, and why it may be there", () => {
  const parts = (licence: string): string[] => licence.replaceAll(/[()]/g, "").split(/ AND | OR /);
  const others = [...licences()].filter(([, licence]) => !parts(licence).every((part) => PERMISSIVE.has(part)));
  expect([...new Set(others.map(([name]) => name))].sort()).toEqual(Object.keys(OTHERS).sort());
});

describe("the bill of materials", () => {
  let components: { name: string; version: string; purl: string }[];

  beforeAll(async () => {
    const document = await sbom();
    expect(document).toMatchObject({ bomFormat: "CycloneDX", specVersion: expect.stringMatching(/^1\./) });
    ({ components } = document as { components: typeof components });
  }, 60_000);

  it.each([
    ["pkg:npm/%40pulumi/pulumi@3.256.0"],
    ["pkg:golang/github.com/pulumi/pulumi/pkg/v3@v3.256.0"],
    ["pkg:golang/github.com/databricks/terraform-provider-databricks@v1.126.0"],
  ])("has %s", (purl) => {
    expect(components.filter((component) => component.purl === purl)).toHaveLength(1);
  });

  it("has every module of Go and package of Python that a lock file pins", () => {
    const purls = new Set(components.map(({ purl }) => purl));
    const python = readFileSync(join(CHECKOUT, "pipelines/requirements.txt"), "utf8").match(/^[\w.-]+==/gm) ?? [];
    const locked = lockedModules(CHECKOUT);
    expect(locked.filter(({ lockedBy }) => lockedBy.includes("pipelines/requirements.txt"))).toHaveLength(
      python.length,
    );
    expect(locked.filter(({ purl }) => !purls.has(purl))).toEqual([]);
  });
});
