import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import execa from "execa";
import { roomsTable } from "./rooms-table";

const CHECKOUT = join(__dirname, "../..");

/** It starts a process that loads a compiler. */
jest.setTimeout(60_000);

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), "lakestage-house-"));
  for (const kept of ["package.json", "tsconfig.json", "scripts/layers"])
    cpSync(join(CHECKOUT, kept), join(house, kept), { recursive: true });
  symlinkSync(join(CHECKOUT, "node_modules"), join(house, "node_modules"));
  build({
    "cli/main.ts": `import { access } from "../access";\nexport const main = access;`,
    "access/index.ts": `export { access } from "./matrix/matrix";`,
    "access/matrix/matrix.ts": `import { loadEnvironment } from "../../infra/config";\nexport const access = loadEnvironment;`,
    "infra/config/index.ts": `export { loadEnvironment } from "./loading/load-environment";`,
    "infra/config/loading/load-environment.ts": "export const loadEnvironment = 1;",
  });
});
afterEach(() => rmSync(house, { recursive: true }));

function build(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `${text}\n`);
  }
}

/** What the check of `npm run check` says of the house; nothing where it passes. */
async function refusals(): Promise<string[]> {
  const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as {
    scripts: { layers: string };
  };
  const run = await execa.command(scripts.layers, { cwd: house, preferLocal: true, localDir: CHECKOUT, reject: false });
  if (run.exitCode === 0) return [];
  return [...run.stdout.matchAll(/^ *error (.*?) *→? *$/gm)].map(([, text]) => text ?? "");
}

it("lets in what imports downwards, through doors", async () => {
  expect(await refusals()).toEqual([]);
});

it("names an import upwards, a circle of files and of folders, and a way past a door", async () => {
  build({
    "infra/config/loading/load-project.ts": `import { access } from "../../../access";\nexport const loadProject = access;`,
    "access/matrix/rights.ts": `import { verbs } from "./verbs";\nexport const rights = verbs;`,
    "access/matrix/verbs.ts": `import { rights } from "./rights";\nexport const verbs: number = rights;`,
    "access/report/page.ts": `import { access } from "../matrix/matrix";\nexport const page = access;`,
    "access/matrix/pages.ts": `import { page } from "../report/page";\nexport const pages = page;`,
    "cli/status.ts": `import { loadEnvironment } from "../infra/config/loading/load-environment";\nexport const status = loadEnvironment;`,
  });
  const said = await refusals();
  expect(said).toContain("imports of infra/config: infra/config/loading/load-project.ts → access/index.ts");
  expect(said).toContainEqual(expect.stringMatching(/^circle of files: access\/matrix\/(rights|verbs)\.ts/));
  expect(said).toContainEqual(expect.stringMatching(/^circle of folders: access\/(matrix|report)/));
  expect(said).toContain("door of infra/config: cli/status.ts → infra/config/loading/load-environment.ts");
});

it.each([
  [
    "a helper of tests",
    "infra/testing/stand-in.ts",
    "../../testing/stand-in",
    /^tests: .* → infra\/testing\/stand-in\.ts$/,
  ],
  ["a test", "infra/config/config.test.ts", "../config.test", /^tests: .* → infra\/config\/config\.test\.ts$/],
  [
    "a folder that is no room",
    "extra/words.ts",
    "../../../extra/words",
    /^imports of infra\/config: .* → extra\/words\.ts$/,
  ],
  ["a script", "scripts/sbom.ts", "../../../scripts/sbom", /^imports of infra\/config: .* → scripts\/sbom\.ts$/],
])("names what is taken from %s", async (_, file, specifier, refusal) => {
  build({
    [file]: "export const taken = 1;",
    "infra/config/loading/taking.ts": `export type { taken } from "${specifier}";`,
  });
  expect(await refusals()).toContainEqual(expect.stringMatching(refusal));
});

it("names a folder of code that is no room", async () => {
  build({ "extra/words.ts": `import { access } from "../access";\nexport const words = access;` });
  expect(await refusals()).toEqual(["room: extra/words.ts → access/index.ts"]);
});

it("is what docs/architecture.md says", () => {
  expect(readFileSync(join(CHECKOUT, "docs/architecture.md"), "utf8")).toContain(roomsTable());
});
