import { TestDatabases } from "../../testing/databases";
import { TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const SYNCED = "/database/synced_tables";

const SPEC = {
  source_table_full_name: "sales.raw.fares",
  primary_key_columns: ["flight"],
  timeseries_key: "at",
  scheduling_policy: "TRIGGERED",
};
const SENT_ONLY = {
  create_database_objects_if_missing: true,
  new_pipeline_spec: { storage_catalog: "sales", storage_schema: "online" },
};
const TABLE = {
  name: "sales.online.fares",
  database_instance_name: "features",
  logical_database_name: "databricks_postgres",
  spec: { ...SPEC, ...SENT_ONLY },
};

describe("synced tables", () => {
  let sandbox: TestSandbox;
  let databases: TestDatabases;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    databases = await TestDatabases.in(sandbox);
    await databases.ok("POST", "/database/instances", { name: "features" });
  });
  afterEach(() => sandbox.stop());

  test("one comes back with where it is and what it does, and is a table of Unity Catalog", async () => {
    await databases.ok("POST", SYNCED, TABLE);
    const { data_synchronization_status: status, ...rest } = await databases.ok("GET", `${SYNCED}/${TABLE.name}`);
    expect(rest).toEqual({
      name: TABLE.name,
      effective_database_instance_name: "features",
      effective_logical_database_name: "databricks_postgres",
      spec: SPEC,
      unity_catalog_provisioning_state: "ACTIVE",
    });
    const { body } = await databases.unityCatalog.ok("GET", `/tables/${TABLE.name}`);
    expect(body).toMatchObject({
      table_type: "FOREIGN",
      columns: [{ name: "flight" }, { name: "at" }, { name: "fare" }],
    });
    expect(status).toMatchObject({ pipeline_id: body.pipeline_id });
  });

  test.each([
    [{ database_instance_name: undefined }, /^database_instance_name is required/],
    [{ logical_database_name: undefined }, /^logical_database_name is required/],
    [{ spec: undefined }, /^spec is required/],
    [{ name: "fares" }, /is not a table's full name/],
    [{ spec: { ...SPEC, source_table_full_name: undefined } }, /source_table_full_name is required/],
    [{ spec: { ...SPEC, scheduling_policy: undefined } }, /scheduling_policy is required/],
    [{ spec: { ...SPEC, primary_key_columns: [] } }, /needs at least one column/],
    [{ spec: { ...SPEC, primary_key_columns: ["id"] } }, /^Column 'id' in spec\.primary_key_columns does not exist/],
    [{ spec: { ...SPEC, timeseries_key: "day" } }, /^Column 'day' in spec\.timeseries_key does not exist/],
    [{ spec: { ...SPEC, existing_pipeline_id: "p", new_pipeline_spec: {} } }, /^At most one of/],
    [{ spec: { ...SPEC, new_pipeline_spec: { storage_catalog: "sales" } } }, /needs both of/],
  ])("%j is refused", async (wrong, message) => {
    const answer = await databases.call("POST", SYNCED, { ...TABLE, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
    expect(sandbox.store.inventory()["databases.synced-table"]).toBeUndefined();
  });

  test.each([
    [{ database_instance_name: "none" }, "RESOURCE_DOES_NOT_EXIST"],
    [{ name: "sales.none.fares" }, "SCHEMA_DOES_NOT_EXIST"],
    [{ spec: { ...SPEC, source_table_full_name: "sales.raw.none" } }, "TABLE_DOES_NOT_EXIST"],
    [{ spec: { ...SPEC, existing_pipeline_id: "none" } }, "RESOURCE_DOES_NOT_EXIST"],
  ])("what %j names is not found", async (wrong, code) => {
    const answer = await databases.call("POST", SYNCED, { ...TABLE, ...wrong });
    expect(answer).toMatchObject({ status: 404, body: { error_code: code } });
  });

  test("all policies but SNAPSHOT need the source's change data feed", async () => {
    await databases.addTable("plain", {});
    const spec = { ...SPEC, source_table_full_name: "sales.raw.plain" };
    for (const scheduling_policy of ["TRIGGERED", "CONTINUOUS"]) {
      const answer = await databases.call("POST", SYNCED, { ...TABLE, spec: { ...spec, scheduling_policy } });
      expect(answer.body.message).toMatch(/set the table property delta\.enableChangeDataFeed of 'sales\.raw\.plain'/);
    }
    await databases.ok("POST", SYNCED, { ...TABLE, spec: { ...spec, scheduling_policy: "SNAPSHOT" } });
  });

  test("tables share a pipeline of the same policy", async () => {
    const { data_synchronization_status: status } = await databases.ok("POST", SYNCED, TABLE);
    const pipeline = (status as { pipeline_id: string }).pipeline_id;
    const second = { ...TABLE, name: "sales.online.again", spec: { ...SPEC, existing_pipeline_id: pipeline } };
    const answer = await databases.call("POST", SYNCED, {
      ...second,
      spec: { ...second.spec, scheduling_policy: "SNAPSHOT" },
    });
    expect(answer.body.message).toMatch(/must be that of the existing pipeline, TRIGGERED; got SNAPSHOT/);
    expect(await databases.ok("POST", SYNCED, second)).toMatchObject({
      data_synchronization_status: { pipeline_id: pipeline },
    });
  });

  test("a stopped instance takes no tables", async () => {
    await databases.ok("PATCH", "/database/instances/features?update_mask=stopped", {
      name: "features",
      stopped: true,
    });
    expect((await databases.call("POST", SYNCED, TABLE)).body.message).toMatch(/is stopped: start it first/);
  });

  test("a table whose instance was deleted is offline, also when there is another of the name", async () => {
    await databases.ok("POST", SYNCED, TABLE);
    await databases.ok("DELETE", "/database/instances/features");
    await databases.ok("POST", "/database/instances", { name: "features" });
    expect(await databases.ok("GET", `${SYNCED}/${TABLE.name}`)).toMatchObject({
      data_synchronization_status: { detailed_state: "SYNCED_TABLED_OFFLINE" },
    });
  });

  test.each([
    ["here", (fullName: string) => databases.ok("DELETE", `${SYNCED}/${fullName}`)],
    ["in Unity Catalog", (fullName: string) => databases.unityCatalog.ok("DELETE", `/tables/${fullName}`)],
  ])("deleted %s, it leaves nothing", async (_, deletion) => {
    await databases.ok("POST", SYNCED, TABLE);
    await deletion(TABLE.name);
    expect((await databases.call("GET", `${SYNCED}/${TABLE.name}`)).status).toBe(404);
    expect((await databases.unityCatalog.call("GET", `/tables/${TABLE.name}`)).status).toBe(404);
    expect(sandbox.store.inventory()["databases.synced-table"]).toBeUndefined();
  });

  test("a table that is not synced is not one of these", async () => {
    expect((await databases.call("GET", `${SYNCED}/sales.raw.fares`)).body.message).toMatch(/is not a synced table/);
    expect((await databases.call("DELETE", `${SYNCED}/sales.raw.fares`)).status).toBe(404);
  });

  test("one is made by who may use the instance, read the source and create tables, and seen by readers", async () => {
    const { unityCatalog } = databases;
    await unityCatalog.grant("catalog", "sales", "ml-engineers", [
      "USE_CATALOG",
      "USE_SCHEMA",
      "SELECT",
      "CREATE_TABLE",
    ]);
    const asEngineer = () => databases.call("POST", SYNCED, TABLE, ENGINEER);
    expect((await asEngineer()).body.message).toMatch(
      /does not have CAN_USE permission on \/database-instances\/features/,
    );
    await databases.ok("PATCH", "/permissions/database-instances/features", {
      access_control_list: [{ user_name: ENGINEER, permission_level: "CAN_USE" }],
    });
    expect((await asEngineer()).status).toBe(200);
    await unityCatalog.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
    expect((await databases.call("GET", `${SYNCED}/${TABLE.name}`, undefined, SCIENTIST)).status).toBe(200);
    expect((await databases.call("DELETE", `${SYNCED}/${TABLE.name}`, undefined, SCIENTIST)).status).toBe(403);
    expect((await databases.call("POST", SYNCED, { ...TABLE, name: "sales.online.mine" }, SCIENTIST)).status).toBe(403);
  });
});
