import { declaredBy } from "../../testing/declared-resources";
import { EnvironmentCatalog, type EnvironmentCatalogArgs } from "./environment-catalog";
import { grantList } from "./grant-list";

const given: EnvironmentCatalogArgs = {
  environment: "prod",
  catalogName: "prod",
  metastoreId: "metastore",
  owner: "platform-admins",
  accessConnectorId: "connector",
  storage: { url: "abfss://catalog@lake.dfs.core.windows.net/", grants: [] },
  credentialGrants: [],
  catalogGrants: [{ principal: "data-scientists", privileges: ["USE_CATALOG"] }],
  readOnlyIn: { dev: "1", qa: "2" },
  writableIn: {},
};

const declared = (change: Partial<EnvironmentCatalogArgs> = {}) =>
  declaredBy(() => new EnvironmentCatalog("unity-catalog", { ...given, ...change }));

describe("an environment's catalog", () => {
  it("is isolated, with the credential and the location that it stands on", async () => {
    const catalog = await declared();
    const modes = catalog.resources.map(({ inputs }) => inputs.isolationMode).filter((mode) => mode !== undefined);
    expect(modes).toEqual(["ISOLATION_MODE_ISOLATED", "ISOLATION_MODE_ISOLATED", "ISOLATED"]);
  });

  it("keeps its data in its location, which uses its credential", async () => {
    const catalog = await declared();
    expect(catalog.only("databricks:index/catalog:Catalog").inputs.storageRoot).toBe(given.storage.url);
    expect(catalog.only("databricks:index/externalLocation:ExternalLocation").inputs.credentialName).toBe(
      "prod-storage",
    );
  });

  it("has no events made of its files, for which the connector lacks the rights", async () => {
    const location = (await declared()).only("databricks:index/externalLocation:ExternalLocation");
    expect(location.inputs.enableFileEvents).toBe(false);
  });

  it("is owned by the platform's admins, as all that it stands on", async () => {
    const owners = (await declared()).resources.flatMap(({ inputs }) => inputs.owner ?? []);
    expect(owners).toEqual(["platform-admins", "platform-admins", "platform-admins"]);
  });

  it("is readable, and not writable, in the workspaces of its readers", async () => {
    const bindings = (await declared()).ofType("databricks:index/workspaceBinding:WorkspaceBinding");
    expect(bindings.map(({ inputs }) => [inputs.workspaceId, inputs.bindingType])).toEqual([
      ["1", "BINDING_TYPE_READ_ONLY"],
      ["2", "BINDING_TYPE_READ_ONLY"],
    ]);
  });

  it("is writable in the workspaces that snapshots come from", async () => {
    const catalog = await declared({ readOnlyIn: {}, writableIn: { prod: "3" } });
    expect(catalog.only("databricks:index/workspaceBinding:WorkspaceBinding").inputs).toEqual({
      securableType: "catalog",
      securableName: "prod",
      workspaceId: "3",
      bindingType: "BINDING_TYPE_READ_WRITE",
    });
  });

  it("has no grants resource for what nothing is granted on", async () => {
    expect((await declared()).ofType("databricks:index/grants:Grants").map(({ name }) => name)).toEqual([
      "unity-catalog-catalog-grants",
    ]);
  });

  it("has a second location for temporary files where there is a place for them", async () => {
    const catalog = await declared({ temporary: { url: "abfss://temporary@lake.dfs.core.windows.net/", grants: [] } });
    expect(catalog.named("unity-catalog-temporary-location").inputs.name).toBe("prod-temporary");
  });
});

describe("a list of grants", () => {
  const holders = [
    { name: "readers", rights: { catalog: ["SELECT"] } },
    { name: "strangers", rights: {} },
    { name: "nobodies", rights: { catalog: [] } },
  ];

  it("holds those who have any privilege, by their names", () => {
    expect(grantList<{ catalog?: string[] }>(holders, ({ catalog }) => catalog)).toEqual([
      { principal: "readers", privileges: ["SELECT"] },
    ]);
  });
});
