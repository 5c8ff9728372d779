import { ACCESS, ROLES, SNAPSHOT_ACCESS, type Stage } from "./access";

const STAGES: Stage[] = ["development", "staging", "production"];
const PEOPLE = ["dataScientists", "mlEngineers"] as const;

/** Privileges that change nothing. */
const READING = ["BROWSE", "EXECUTE", "READ_VOLUME", "SELECT", "USE_CATALOG", "USE_SCHEMA"];

describe("the access model", () => {
  it("lets people work in development", () => {
    for (const role of PEOPLE) {
      expect(ACCESS.development[role].catalog).toEqual(
        expect.arrayContaining(["MODIFY", "CREATE_SCHEMA", "CREATE_MODEL"]),
      );
      expect(ACCESS.development[role].compute).toContain("interactiveClusters");
    }
  });

  it.each(["staging", "production"] as const)("lets people read the %s catalog, and change nothing in it", (stage) => {
    for (const role of PEOPLE) expect([...(ACCESS[stage][role].catalog ?? [])].sort()).toEqual(READING);
  });

  it("gives people the production workspace to look at, and nothing to run there", () => {
    for (const role of PEOPLE) {
      expect(ACCESS.production[role].workspace).toEqual({ permission: "USER", entitlements: ["workspaceAccess"] });
      expect(ACCESS.production[role].compute).toBeUndefined();
    }
  });

  it("lets ML engineers run tests in staging, and data scientists not", () => {
    expect(ACCESS.staging.mlEngineers.compute).toContain("jobClusters");
    expect(ACCESS.staging.dataScientists.compute).toBeUndefined();
  });

  it.each(STAGES)("lets only the deployment identity administer %s and grant in it", (stage) => {
    for (const role of ROLES) {
      const deploys = role === "deployment";
      expect(ACCESS[stage][role].workspace?.permission === "ADMIN").toBe(deploys);
      expect(ACCESS[stage][role].catalog?.includes("MANAGE")).toBe(deploys);
    }
  });

  it.each(STAGES)("lets nobody create clusters in %s outside a policy", (stage) => {
    for (const role of ROLES) expect(ACCESS[stage][role].workspace?.entitlements).not.toContain("allowClusterCreate");
  });

  it.each(STAGES)("gives runners no data in %s before a project grants them its own", (stage) => {
    expect(ACCESS[stage].runners.catalog).toEqual(["USE_CATALOG", "BROWSE"]);
  });

  it("lets who takes snapshots read nothing that is not named to it, and write nowhere but where the copies go", () => {
    const { code, schema, source, table, targetCatalog } = SNAPSHOT_ACCESS;
    expect([source.catalog, schema, table, code, targetCatalog]).toEqual([
      ["USE_CATALOG"],
      ["USE_SCHEMA"],
      ["SELECT"],
      ["READ_VOLUME"],
      ["USE_CATALOG"],
    ]);
    expect(source.compute).toEqual(["jobClusters"]);
  });
});
