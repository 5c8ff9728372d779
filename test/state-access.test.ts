import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import execa from "execa";
import { Home } from "../sandbox/lifecycle";
import { type Condition, parseCondition } from "../sandbox/services/arm/conditions";
import { deployedEstate } from "./harness/deployed-estate";
import { CHECKOUT, type Estate } from "./harness/estate";

const MINUTES = 60_000;
const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const PATH = `${BLOBS}:path`.toLowerCase();

/** What the guide's commands give somebody on the state's container. */
interface Given {
  identity: string;
  role: string;
  condition: Condition;
}

/** Runs the guide's commands with a stand-in for `az` that writes down what it is told. */
async function givenByTheGuide(): Promise<Given[]> {
  const guide = readFileSync(join(CHECKOUT, "docs/deploy-to-azure.md"), "utf8");
  const [, commands = ""] = /<!-- Run by test\/state-access\.test\.ts\. -->\n```bash\n([\s\S]*?)```/.exec(guide) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "lakestage-guide-"));
  try {
    writeFileSync(
      join(folder, "az"),
      `#!/usr/bin/env node
const [, , group, verb, ...rest] = process.argv;
if (group === "identity") console.log(rest[rest.indexOf("--name") + 1]);
else if (group === "role" && verb === "assignment") {
  require("node:fs").appendFileSync(process.env.TOLD, JSON.stringify(process.argv.slice(2)) + "\\n");
}
`,
    );
    chmodSync(join(folder, "az"), 0o755);
    const told = join(folder, "told");
    const environment = { PATH: `${folder}:${process.env.PATH}`, TOLD: told, container: "/container", keys: "/vault" };
    await execa("bash", ["-euc", commands], { env: environment });
    return readFileSync(told, "utf8").trim().split("\n").flatMap(read);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(line: string): Given[] {
  const words: string[] = JSON.parse(line);
  const after = (option: string): string => words[words.indexOf(option) + 1] ?? "";
  if (!words.includes("--condition")) return [];
  const [identity, role] = [after("--assignee-object-id"), after("--role")];
  return [{ identity, role, condition: parseCondition(after("--condition")) }];
}

/** What each role may do with blobs: the guide's own role, and Azure's. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  "Pulumi State Writer": ["read", "write", "delete", "add/action"],
  "Storage Blob Data Reader": ["read"],
};

describe("the states of an estate, with the roles that the guide's commands give", () => {
  let estate: Estate;
  let given: Given[];
  let files: string[];

  beforeAll(async () => {
    estate = await deployedEstate("projects");
    given = await givenByTheGuide();
    const root = Home.of(estate.environment).stacks;
    const found = [
      ...readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name))),
      // The engine removes them at its end.
      ...["dev", "dev.platform", "prod", "prod.flight-delay"].map(
        (stack) => `.pulumi/locks/organization/lakestage/${stack}/2c1f6f0e.json`,
      ),
    ];
    files = [...new Set([...found, ".pulumi/meta.yaml"])];
  }, 8 * MINUTES);
  afterAll(() => estate?.dispose());

  const allowed = (identity: string, verb: string, path: string): boolean =>
    given.some(
      ({ condition, identity: whose, role }) =>
        whose === identity &&
        MAY[role]?.includes(verb) &&
        condition(`${BLOBS}/${verb}`, { resource: { [PATH]: path } }),
    );
  const filesFor = (identity: string, verb: string): string[] => files.filter((path) => allowed(identity, verb, path));
  /** `.pulumi/stacks/lakestage/dev.flight-delay.json` → `dev.flight-delay` */
  const stackOf = (path: string): string =>
    /\/lakestage\/([a-z0-9]+(?:\.[a-z][a-z0-9-]*)?)(?=\.json|\/)/.exec(
      path.replaceAll(/\.(json|attrs)/g, ".json"),
    )?.[1] ?? "";

  test("are there to be told apart", () => {
    expect(given).toHaveLength(6);
    expect(new Set(files.map(stackOf))).toEqual(
      new Set([
        "",
        ...["dev", "staging", "prod"].flatMap((each) => [
          each,
          `${each}.platform`,
          `${each}.flight-delay`,
          `${each}.diabetes-progression`,
        ]),
      ]),
    );
  });

  test.each(["dev", "staging", "prod"])(
    "of %s are read by its pipeline, and written but for the platform's",
    (each) => {
      const own = files.filter((path) => stackOf(path).split(".")[0] === each);
      const identity = `lakestage-${each}-deployment`;
      expect(filesFor(identity, "read").sort()).toEqual([...own, ".pulumi/meta.yaml"].sort());
      for (const verb of ["write", "delete", "add/action"]) {
        expect(filesFor(identity, verb).sort()).toEqual(
          own.filter((path) => stackOf(path) !== `${each}.platform`).sort(),
        );
      }
    },
  );

  test.each(["dev", "staging", "prod"])("of %s are read by its previews, and written by none", (each) => {
    const identity = `lakestage-${each}-preview`;
    expect(
      filesFor(identity, "read")
        .map(stackOf)
        .filter((stack) => stack.split(".")[0] !== each),
    ).toEqual([""]);
    for (const verb of ["write", "delete", "add/action"]) expect(filesFor(identity, verb)).toEqual([]);
  });

  test("are not reached by paths that only look alike", () => {
    for (const path of [
      ".pulumi/stacks/lakestage/dev2.json",
      ".pulumi/stacks/other/dev.json",
      ".pulumi/stacks/lakestage/prod.dev.json",
      "dev.json",
    ]) {
      for (const verb of ["read", "write"]) expect(allowed("lakestage-dev-deployment", verb, path)).toBe(false);
    }
  });
});
