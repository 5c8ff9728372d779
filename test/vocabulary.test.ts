import { grantableOn, includesPrivilege, onlyReads, spelledForApi, spelledForPeople } from "../databricks/privileges";
import { containerOf, SECURABLE_TYPES, SECURABLES, type SecurableType } from "../databricks/securables";
import { factsOf, includesLevel, levelsOf, OBJECT_KINDS } from "../databricks/workspace-objects";
import { catalogue } from "../sandbox/catalogue";
import {
  grantable,
  includes,
  onlyReads as onlyReadsInSandbox,
  spelled,
} from "../sandbox/services/unity-catalog/privileges";
import { lineageOf } from "../sandbox/services/unity-catalog/securables";
import {
  adminLevel,
  includesLevel as includesInSandbox,
  OBJECT_TYPES,
  objectType,
  objectTypePath,
} from "../sandbox/services/workspace/object-types";
import { NO_LIST_OF_PERMISSIONS, UNKNOWN_TO_THE_VOCABULARY } from "./vocabulary-differences";

const PRIVILEGES = [...new Set(SECURABLE_TYPES.flatMap(grantableOn))].sort();

test.each(SECURABLE_TYPES)("the vocabulary and the sandbox find a %s in the same place", (type) => {
  const name = type === "metastore" || type === "catalog" ? "one" : "one.two.three";
  const [, around] = lineageOf({ type, name }, "metastore");
  expect(containerOf({ type, name })).toEqual(around?.type === "metastore" ? undefined : around);
});

/** Whether the sandbox takes a grant of it. */
function isGrantable(privilege: string, type: SecurableType): boolean {
  try {
    return grantable(privilege, { type, name: "any" }) === privilege;
  } catch {
    return false;
  }
}

describe("what the vocabulary says of privileges, the sandbox says too", () => {
  test.each(SECURABLE_TYPES)("what may be granted on a %s", (type) => {
    expect([...grantableOn(type)].sort()).toEqual(PRIVILEGES.filter((privilege) => isGrantable(privilege, type)));
  });

  test("what each gives besides itself", () => {
    const pairs = PRIVILEGES.flatMap((held) => PRIVILEGES.map((wanted) => [held, wanted] as const));
    expect(pairs.filter(([held, wanted]) => includesPrivilege(held, wanted))).toEqual(
      pairs.filter(([held, wanted]) => includes(held, wanted)),
    );
  });

  test("what leaves things as they are", () => {
    expect(PRIVILEGES.filter(onlyReads)).toEqual(PRIVILEGES.filter(onlyReadsInSandbox));
  });

  test("how each is spelled", () => {
    for (const privilege of PRIVILEGES) {
      expect(spelledForPeople(privilege)).toBe(spelled(privilege));
      expect(spelledForApi(spelled(privilege).toLowerCase())).toBe(privilege);
    }
  });
});

describe("what the vocabulary says of workspaces' objects, the sandbox says too", () => {
  const shared = OBJECT_KINDS.flatMap((kind) => {
    const path = objectTypePath(kind);
    return path === undefined ? [] : [{ kind, type: objectType(path) }];
  });

  test("which kinds there are, but for what is listed", () => {
    const listed = [...NO_LIST_OF_PERMISSIONS, ...UNKNOWN_TO_THE_VOCABULARY].flatMap(({ on }) => on);
    const differing = [...OBJECT_KINDS, ...Object.keys(OBJECT_TYPES)].filter(
      (kind) => !shared.some((each) => each.kind === kind),
    );
    expect(differing.sort()).toEqual([...listed].sort());
  });

  test.each(shared)("which levels there are on $kind, and which of them give others", ({ kind, type }) => {
    expect(factsOf(kind).levels).toEqual(type.levels);
    expect(factsOf(kind).isInTree ?? false).toBe(type.inTree ?? false);
    for (const held of type.levels) {
      for (const wanted of type.levels) {
        expect([held, wanted, includesLevel(kind, held, wanted)]).toEqual([
          held,
          wanted,
          includesInSandbox(type, held, wanted),
        ]);
      }
    }
    expect(levelsOf(kind)).toContain(adminLevel(type));
  });
});

/** Fields of what the catalogue's list at a path has as items, and the parameters that it takes. */
function listed(path: string, member: string): { item: string; parameters: string[] } {
  const { response = "", request = "" } = catalogue().match("workspace", "GET", path)?.operation ?? {};
  const [, item = ""] = /^array<(.+)>$/.exec(catalogue().shape(response)?.[member]?.type ?? "") ?? [];
  return { item, parameters: Object.keys(catalogue().shape(request) ?? {}) };
}

/** Type of a member of a shape, the inner ones after a dot. */
const typeOf = (shape: string, path: string): string =>
  path.split(".").reduce((type, name) => catalogue().shape(type)?.[name]?.type ?? "", shape);

describe("lists are where the catalogue has them", () => {
  test.each(OBJECT_KINDS)("of %s", (kind) => {
    const { list } = factsOf(kind);
    if (!list) return;
    const { item, parameters } = listed(list.path, list.member);
    expect(typeOf(item, list.name)).toBe("string");
    expect(typeOf(item, list.id)).toMatch(/^(string|integer)$/);
    expect(parameters).toEqual(expect.arrayContaining(Object.keys(list.query ?? {})));
    if (list.narrowedBy) expect(parameters).toContain(list.narrowedBy);
  });

  test.each(SECURABLE_TYPES.filter((type) => type !== "metastore"))("of each %s", (type) => {
    const { list } = SECURABLES[type];
    expect(typeOf(listed(list.path, list.member).item, "name")).toBe("string");
  });
});
