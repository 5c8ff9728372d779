import { grantableOn, includesPrivilege, onlyReads, spelledForApi, spelledForPeople } from "../databricks/privileges";
import { containerOf, SECURABLE_TYPES, type SecurableType } from "../databricks/securables";
import { grantable, includes, spelled, writes } from "../sandbox/services/unity-catalog/privileges";
import { lineageOf } from "../sandbox/services/unity-catalog/securables";
import { THROUGH_READ_ONLY_BINDINGS } from "./vocabulary-differences";

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

  test("what leaves things as they are, but for what is listed", () => {
    const differing = PRIVILEGES.filter((privilege) => onlyReads(privilege) === writes(privilege));
    expect(differing).toEqual(THROUGH_READ_ONLY_BINDINGS.flatMap(({ on }) => on).sort());
  });

  test("how each is spelled", () => {
    for (const privilege of PRIVILEGES) {
      expect(spelledForPeople(privilege)).toBe(spelled(privilege));
      expect(spelledForApi(spelled(privilege).toLowerCase())).toBe(privilege);
    }
  });
});
