import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Home } from "../sandbox/lifecycle";
import { type Condition, parseCondition } from "../sandbox/services/arm/conditions";
import { azureCommand } from "./guide/azure-cli";
import { blocks, isShell } from "./guide/page";
import { anything, follow } from "./guide/session";
import { deployedEstate } from "./harness/deployed-estate";
import type { Estate } from "./harness/estate";

const MINUTES = 60_000;
const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const PATH = `${BLOBS}:path`.toLowerCase();

/** What the guide's commands give somebody on the state's container. */
interface Given {
  identity: string;
  role: string;
  condition: Condition;
}

/** What the guide's commands assign on condition, with a stand-in for `az` that names identities instead of their ids. */
async function givenByTheGuide(): Promise<Given[]> {
  const calls = await follow(blocks().filter(isShell), anything);
  return calls.flatMap(({ words }) => {
    const { command, values } = azureCommand(words);
    const [condition, identity = "", role = ""] = ["--condition", "--assignee-object-id", "--role"].map((each) =>
      values.get(each),
    );
    if (command !== "role assignment create" || condition === undefined) return [];
    return { identity, role, condition: parseCondition(condition) };
  });
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
