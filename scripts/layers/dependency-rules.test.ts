import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import execa from "execa";
import { scripts } from "../../package.json";
import { roomsTable } from "./rooms-table";

const CHECKOUT = join(__dirname, "../..");

/** It starts a process that loads a compiler. */
jest.setTimeout(60_000);

/** A few rooms, in order. */
const HOUSE = {
  "cli/main.ts": `import { access } from "../access";\nexport const main = access;`,
  "access/index.ts": `export { access } from "./matrix/matrix";`,
  "access/matrix/matrix.ts": `import { loadEnvironment } from "../../infra/config";\nexport const access = loadEnvironment;`,
  "infra/config/index.ts": `export { loadEnvironment } from "./loading/load-environment";`,
  "infra/config/loading/load-environment.ts": "export const loadEnvironment = 1;",
};

/** What the check of `npm run check` says of the house with these files in it besides; nothing where it passes. */
async function refusalsWith(planted: Record<string, string>): Promise<string[]> {
  const house = mkdtempSync(join(tmpdir(), "lakestage-house-"));
  try {
    for (const kept of ["package.json", "tsconfig.json", "scripts/layers"]) {
      cpSync(join(CHECKOUT, kept), join(house, kept), { recursive: true });
    }
    symlinkSync(join(CHECKOUT, "node_modules"), join(house, "node_modules"));
    for (const [file, text] of Object.entries({ ...HOUSE, ...planted })) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), `${text}\n`);
    }
    const own = { cwd: house, preferLocal: true, localDir: CHECKOUT, reject: false };
    const { exitCode, stdout } = await execa.command(scripts.layers, own);
    return exitCode === 0 ? [] : [...stdout.matchAll(/^ *error (.*?) *→? *$/gm)].map(([, text]) => text ?? "");
  } finally {
    rmSync(house, { recursive: true });
  }
}

it("lets in what is imported downwards, through doors", async () => {
  expect(await refusalsWith({})).toEqual([]);
});

describe("what is planted is named", () => {
  let said: string[];

  // One run for all: each starts a process that reads the whole house.
  beforeAll(async () => {
    said = await refusalsWith({
      "infra/config/loading/load-project.ts": `import { access } from "../../../access";\nexport const loadProject = access;`,
      "access/matrix/rights.ts": `import { verbs } from "./verbs";\nexport const rights = verbs;`,
      "access/matrix/verbs.ts": `import { rights } from "./rights";\nexport const verbs: number = rights;`,
      "access/report/page.ts": `import { access } from "../matrix/matrix";\nexport const page = access;`,
      "access/matrix/pages.ts": `import { page } from "../report/page";\nexport const pages = page;`,
      "cli/status.ts": `import { loadEnvironment } from "../infra/config/loading/load-environment";\nexport const status = loadEnvironment;`,
      "infra/testing/stand-in.ts": "export const taken = 1;",
      "infra/config/config.test.ts": "export const taken = 1;",
      "extra/words.ts": `import { access } from "../access";\nexport const taken = access;`,
      "scripts/sbom.ts": "export const taken = 1;",
      "infra/config/loading/taking-a-helper.ts": `export type { taken } from "../../testing/stand-in";`,
      "infra/config/loading/taking-a-test.ts": `export type { taken } from "../config.test";`,
      "infra/config/loading/taking-words.ts": `export type { taken } from "../../../extra/words";`,
      "infra/config/loading/taking-a-script.ts": `export type { taken } from "../../../scripts/sbom";`,
    });
  });

  it.each([
    ["an import upwards", /^imports of infra\/config: infra\/config\/loading\/load-project\.ts → access\/index\.ts$/],
    ["a circle of files", /^circle of files: access\/matrix\/(rights|verbs)\.ts/],
    ["a circle of folders", /^circle of folders: access\/(matrix|report)/],
    ["a way past a door", /^door of infra\/config: cli\/status\.ts → infra\/config\/loading\/load-environment\.ts$/],
    ["a helper of tests", /^tests: infra\/config\/loading\/taking-a-helper\.ts → infra\/testing\/stand-in\.ts$/],
    ["a test", /^tests: infra\/config\/loading\/taking-a-test\.ts → infra\/config\/config\.test\.ts$/],
    ["something of no room", /^imports of infra\/config: infra\/config\/loading\/taking-words\.ts → extra\/words\.ts$/],
    ["a script", /^imports of infra\/config: infra\/config\/loading\/taking-a-script\.ts → scripts\/sbom\.ts$/],
    ["a folder of code that is no room", /^room: extra\/words\.ts → access\/index\.ts$/],
  ])("%s", (_, refusal) => {
    expect(said).toContainEqual(expect.stringMatching(refusal));
  });
});

it("is what docs/architecture.md says", () => {
  expect(readFileSync(join(CHECKOUT, "docs/architecture.md"), "utf8")).toContain(roomsTable());
});
