import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describeWithJava } from "./java-present";
import { REFUSED } from "./refused";
import { refusalOf, settingRequest } from "./spark-connect";
import { READER, StartedData } from "./started";

/** Starting Spark takes 10 s, and the first table as long again: on a machine that is busy, minutes. */
jest.setTimeout(900_000);

describeWithJava("data server", () => {
  let data: StartedData;

  beforeAll(async () => {
    data = await StartedData.start();
    await data.rows(
      "CREATE TABLE dev.s.t (id BIGINT NOT NULL COMMENT 'the key', name STRING, PRIMARY KEY (id) RELY) COMMENT 'words' TBLPROPERTIES ('k' = 'v')",
    );
    await data.rows("INSERT INTO dev.s.t VALUES (1, 'a'), (2, 'b')");
  });
  afterAll(() => data.stop());

  const table = async (name: string) => (await data.api("GET", `/api/2.1/unity-catalog/tables/${name}`)).body;

  test("a table that Spark makes is Unity Catalog's", async () => {
    expect(await table("dev.s.t")).toMatchObject({
      table_type: "MANAGED",
      data_source_format: "DELTA",
      comment: "words",
      properties: { k: "v" },
      storage_location: expect.stringMatching(/^abfss:\/\/dev@lakestage\.dfs\.core\.windows\.net\/.*\/tables\//),
      columns: [
        { name: "id", type_text: "bigint", type_name: "LONG", nullable: false, comment: "the key" },
        { name: "name", type_text: "string", nullable: true },
      ],
      table_constraints: [{ primary_key_constraint: { name: "t_pk", child_columns: ["id"], rely: true } }],
    });
  });

  test("who may read a table reads it", async () => {
    expect(await data.rows("SELECT id, name, current_user() FROM dev.s.t ORDER BY id", READER)).toEqual([
      ["1", "a", READER],
      ["2", "b", READER],
    ]);
  });

  test.each(REFUSED)("a reader is refused: %s", async (statement, words) => {
    const outcome = await data.sql(statement, READER);
    expect(outcome).toMatchObject({ state: "FAILED", message: expect.stringMatching(words) });
  });

  test("nothing of what was refused has happened", async () => {
    expect(await data.rows("SELECT count(*), max(name) FROM dev.s.t")).toEqual([["2", "b"]]);
    expect((await data.rows("SHOW TABLES IN dev.s")).map(([, name]) => name)).toEqual(["t"]);
  });

  test("a right that is taken away counts at the next look", async () => {
    await data.catalogs.ok("PATCH", "/permissions/catalog/dev", {
      changes: [{ principal: "data-scientists", remove: ["SELECT"] }],
    });
    const outcome = await data.sql("SELECT * FROM dev.s.t", READER);
    expect(outcome.message).toMatch(/User does not have SELECT on Table 'dev\.s\.t'/);
    await data.catalogs.grant("catalog", "dev", "data-scientists", ["SELECT"]);
  });

  test("a change that Delta commits is Unity Catalog's, too", async () => {
    await data.rows("ALTER TABLE dev.s.t ADD COLUMNS (extra DECIMAL(5, 1) COMMENT 'more')");
    await data.rows("COMMENT ON TABLE dev.s.t IS 'other words'");
    expect(await table("dev.s.t")).toMatchObject({
      comment: "other words",
      columns: [
        {},
        {},
        { name: "extra", type_text: "decimal(5,1)", type_precision: 5, type_scale: 1, comment: "more" },
      ],
    });
  });

  test("what was written from what is told, to whoever may know of it", async () => {
    await data.rows("CREATE TABLE dev.s.copied AS SELECT * FROM dev.s.t");
    const lineage = (name: string) =>
      data.api("GET", `/api/2.0/lineage-tracking/table-lineage?table_name=dev.s.${name}`);
    expect((await lineage("copied")).body).toMatchObject({
      upstreams: [{ tableInfo: { name: "t" } }],
      downstreams: [],
    });
    expect((await lineage("t")).body).toMatchObject({
      upstreams: [],
      downstreams: [{ tableInfo: { name: "copied" } }],
    });
  });

  describe("a view", () => {
    beforeAll(async () => {
      await data.rows("CREATE SCHEMA dev.open");
      await data.rows(
        "CREATE VIEW dev.open.v (id, title COMMENT 'in capitals') AS SELECT id, upper(name) FROM dev.s.t",
      );
      await data.rows("CREATE VIEW dev.open.outer AS SELECT title FROM dev.open.v WHERE id > 1");
      await data.rows("REVOKE SELECT ON CATALOG dev FROM `data-scientists`");
    });
    afterAll(async () => {
      await data.rows("GRANT SELECT ON CATALOG dev TO `data-scientists`");
      await data.rows("DROP SCHEMA dev.open CASCADE");
    });

    test("is Unity Catalog's, with its text and columns", async () => {
      expect(await table("dev.open.v")).toMatchObject({
        table_type: "VIEW",
        view_definition: "SELECT id, upper(name) FROM dev.s.t",
        columns: [
          { name: "id", type_text: "bigint" },
          { name: "title", type_text: "string", comment: "in capitals" },
        ],
      });
    });

    test("takes SELECT on it, and none on what it is made of", async () => {
      expect((await data.sql("SELECT * FROM dev.open.outer", READER)).message).toMatch(
        /SELECT on Table 'dev\.open\.outer'/,
      );
      await data.rows(`GRANT SELECT ON VIEW dev.open.outer TO \`${READER}\``);
      expect(await data.rows("SELECT * FROM dev.open.outer", READER)).toEqual([["B"]]);
      expect((await data.sql("SELECT * FROM dev.open.v", READER)).message).toMatch(/SELECT on Table 'dev\.open\.v'/);
    });

    test("lends its right to nothing else in the same statement", async () => {
      const { storage_location: place } = await table("dev.s.t");
      for (const other of ["dev.s.t", `delta.\`${place}\``, `parquet.\`${place}\``]) {
        const outcome = await data.sql(`SELECT o.title, t.id FROM dev.open.outer o CROSS JOIN ${other} t`, READER);
        expect(outcome).toMatchObject({ state: "FAILED", message: expect.stringMatching(/INSUFFICIENT_PERMISSIONS/) });
      }
    });

    test("ends with its owner's right", async () => {
      await data.rows(`ALTER VIEW dev.open.v OWNER TO \`${READER}\``);
      expect((await data.sql("SELECT * FROM dev.open.v", READER)).message).toMatch(
        /Table 'dev\.open\.v' reads as its owner .* who is refused: User does not have SELECT on Table 'dev\.s\.t'/,
      );
    });

    test("is not written to", async () => {
      expect((await data.sql("INSERT INTO dev.open.outer VALUES ('x')")).message).toMatch(/dev\.open\.outer is a view/);
    });

    test("is listed, replaced, described and dropped", async () => {
      expect(await data.rows("SHOW VIEWS IN dev.open LIKE 'o*'")).toEqual([["open", "outer", "false"]]);
      await data.rows("CREATE OR REPLACE VIEW dev.open.outer COMMENT 'one' AS SELECT 1 AS one");
      expect(await data.rows("SELECT * FROM dev.open.outer", READER)).toEqual([["1"]]);
      await data.rows("DROP VIEW dev.open.outer");
      expect((await data.sql("SELECT * FROM dev.open.outer")).message).toMatch(/^\[TABLE_OR_VIEW_NOT_FOUND\][^\n]*/);
    });
  });

  test("information_schema has what its reader may know of", async () => {
    const named =
      "SELECT table_name, table_type FROM dev.information_schema.tables WHERE table_schema = 's' ORDER BY 1";
    expect(await data.rows(named)).toContainEqual(["t", "MANAGED"]);
    const columns =
      "SELECT column_name, full_data_type FROM dev.information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position";
    expect((await data.rows(columns, READER)).slice(0, 2)).toEqual([
      ["id", "bigint"],
      ["name", "string"],
    ]);
    await data.catalogs.ok("PATCH", "/permissions/catalog/dev", {
      changes: [{ principal: "data-scientists", remove: ["SELECT"] }],
    });
    expect(await data.rows(named, READER)).toEqual([]);
    await data.catalogs.grant("catalog", "dev", "data-scientists", ["SELECT"]);
    const granted =
      "SELECT grantee, privilege_type, inherited_from FROM dev.information_schema.table_privileges WHERE table_name = 't' AND privilege_type = 'SELECT'";
    expect(await data.rows(granted, READER)).toEqual([["data-scientists", "SELECT", "CATALOG"]]);
  });

  test("privileges are granted, shown and revoked by SQL", async () => {
    await data.rows(`GRANT MODIFY ON dev.s.t TO \`${READER}\``);
    expect(await data.rows(`SHOW GRANTS \`${READER}\` ON TABLE dev.s.t`)).toEqual([
      [READER, "MODIFY", "TABLE", "dev.s.t"],
    ]);
    await data.rows("UPDATE dev.s.t SET name = name WHERE id = 1", READER);
    await data.rows(`REVOKE MODIFY ON TABLE dev.s.t FROM \`${READER}\``);
    expect((await data.sql("UPDATE dev.s.t SET name = name WHERE id = 1", READER)).message).toMatch(/MODIFY on Table/);
  });

  test("a table is cloned with its rows, as it is or as it was", async () => {
    await data.rows("CREATE TABLE dev.s.deep DEEP CLONE dev.s.t");
    expect(await data.rows("SELECT id FROM dev.s.deep ORDER BY id")).toEqual([["1"], ["2"]]);
    expect(await table("dev.s.deep")).toMatchObject({
      columns: [{ name: "id", nullable: false, comment: "the key" }, {}, {}],
    });
    await data.rows("CREATE OR REPLACE TABLE dev.s.deep CLONE dev.s.t VERSION AS OF 0");
    expect(await data.rows("SELECT count(*) FROM dev.s.deep")).toEqual([["0"]]);
    await data.rows("RESTORE TABLE dev.s.deep TO VERSION AS OF 1");
    expect(await data.rows("SELECT count(*) FROM dev.s.deep")).toEqual([["2"]]);
    await data.rows("DROP TABLE dev.s.deep");
  });

  test("a table that is dropped takes its bytes with it", async () => {
    const { table_id: id } = await table("dev.s.copied");
    const [catalog = ""] = readdirSync(join(data.home, "storage/lakestage/dev/__unitystorage/catalogs"));
    const folder = join(data.home, "storage/lakestage/dev/__unitystorage/catalogs", catalog, "tables", String(id));
    expect(existsSync(folder)).toBe(true);
    await data.rows("DROP TABLE dev.s.copied");
    expect(existsSync(folder)).toBe(false);
  });

  describe("the port", () => {
    const setting = settingRequest("spark.sql.shuffle.partitions", "3");
    const remote = (as: string) => data.server.remote(data.sandbox.token(as), String(data.catalogs.workspace.id));

    test("lets in whoever has a token of somebody in the workspace", async () => {
      expect(await refusalOf(remote(READER), "Config", setting)).toBeUndefined();
    });

    test("lets in nobody who may not compute in the workspace", async () => {
      const refusal = await refusalOf(remote("ml.engineer@lakestage.example"), "Config", setting);
      expect(refusal).toMatch(/ml\.engineer@lakestage\.example is not authorized to use serverless compute/);
    });

    test.each([
      ["without a token", (it: string) => it.replace(/token=[^;]*;/, ""), /no authorization/],
      ["with a token of nobody's", (it: string) => it.replace("token=dapi", "token=dapx"), /Invalid access token/],
      ["without a workspace", (it: string) => it.replace(/;x-databricks-org-id=.*/, ""), /no x-databricks-org-id/],
      ["with another workspace", (it: string) => it.replace(/org-id=.*/, "org-id=1"), /no workspace 1 here/],
    ])("refuses a connection %s", async (_how, change, words) => {
      expect(await refusalOf(change(remote(READER)), "Config", setting)).toMatch(words);
    });

    test.each([
      "spark.sql.catalog.evil",
      "spark.hadoop.fs.file.impl",
      "fs.abfss.impl.disable.cache",
      "spark.sql.extensions",
    ])("keeps the setting %s its own", async (key) => {
      const refusal = await refusalOf(remote(READER), "Config", settingRequest(key, "x"));
      expect(refusal).toMatch(/is the data server's, and cannot be changed/);
    });
  });

  describe("a statement", () => {
    test("has parameters of their types, a catalog and a schema", async () => {
      const { body } = await data.execute("SELECT name, :day AS day FROM t WHERE id = :id", {
        catalog: "dev",
        schema: "s",
        parameters: [
          { name: "id", value: "2", type: "BIGINT" },
          { name: "day", value: "2024-02-03", type: "DATE" },
        ],
      });
      expect(body).toMatchObject({
        status: { state: "SUCCEEDED" },
        manifest: { schema: { columns: [{ name: "name" }, { name: "day", type_text: "DATE", type_name: "DATE" }] } },
        result: { data_array: [["b", "2024-02-03"]] },
      });
    });

    test("gives no more rows than it was asked for, and says so", async () => {
      const { body } = await data.execute("SELECT * FROM range(5)", { row_limit: 2 });
      expect(body).toMatchObject({ manifest: { truncated: true, total_row_count: 2 } });
    });

    test("gives large results in chunks, behind links that ask who fetches them", async () => {
      const settings = { disposition: "EXTERNAL_LINKS", format: "CSV" };
      const { body } = await data.execute("SELECT id FROM range(60000)", settings);
      const { result, manifest } = body as {
        manifest: { total_chunk_count: number };
        result: { external_links: { external_link: string; http_headers: Record<string, string> }[] };
      };
      expect(manifest.total_chunk_count).toBe(2);
      const [link] = result.external_links;
      if (!link) throw new Error("there is no link");
      expect((await fetch(link.external_link)).status).toBe(401);
      const text = await (await fetch(link.external_link, { headers: link.http_headers })).text();
      expect(text.split("\n").slice(0, 3)).toEqual(["id", "0", "1"]);
    });

    test("is seen by whoever sent it, and by nobody else", async () => {
      const { body } = await data.execute("SELECT 1");
      const path = `/api/2.0/sql/statements/${String(body.statement_id)}`;
      expect((await data.api("GET", path)).body).toMatchObject({ result: { data_array: [["1"]] } });
      expect((await data.api("GET", path, undefined, READER)).status).toBe(404);
    });

    test("runs on when nobody waits, until it is cancelled", async () => {
      const endless = "SELECT count(*) FROM range(1000000000000) a CROSS JOIN range(1000) b";
      const { body } = await data.execute(endless, { wait_timeout: "0s" });
      const path = `/api/2.0/sql/statements/${String(body.statement_id)}`;
      expect((await data.api("GET", path)).body).toMatchObject({ status: { state: "RUNNING" } });
      await data.api("POST", `${path}/cancel`);
      expect((await data.api("GET", path)).body).toMatchObject({ status: { state: "CANCELED" } });
    });

    test("gives no more bytes than it was asked for, and says so", async () => {
      const { body } = await data.execute("SELECT * FROM range(1000)", { byte_limit: 100 });
      expect(body).toMatchObject({ manifest: { truncated: true } });
      expect(Number((body.manifest as { total_byte_count: number }).total_byte_count)).toBeLessThanOrEqual(110);
    });

    test("names the catalog that is not there", async () => {
      const { body } = await data.execute("SELECT 1", { catalog: "nope" });
      expect(body).toMatchObject({
        status: { error: { message: expect.stringMatching(/Catalog 'nope' was not found/) } },
      });
    });

    test("names the catalog of a table that is not there", async () => {
      expect((await data.sql("SELECT * FROM nope.s.t")).message).toMatch(/Catalog 'nope' was not found/);
    });

    test("begins in the workspace's default catalog, whoever may know of it", async () => {
      expect(await data.rows("SELECT current_catalog(), current_schema()")).toEqual([["hive_metastore", "default"]]);
      expect((await data.sql("SELECT * FROM nothing")).message).not.toContain("spark_catalog");
      await data.defaultCatalog("dev");
      expect(await data.rows("SELECT current_catalog(), current_schema()", READER)).toEqual([["dev", "default"]]);
      expect(await data.rows("SELECT name FROM s.t WHERE id = 1", READER)).toEqual([["a"]]);
      expect((await data.sql("SELECT * FROM nope.s.t")).message).toMatch(/Catalog 'nope' was not found/);
      const outsider = "ml.engineer@lakestage.example";
      expect((await data.execute("SELECT current_catalog()", {}, outsider)).status).toBe(403);
      await data.defaultCatalog("nope");
      expect(await data.rows("SELECT current_catalog()")).toEqual([["hive_metastore"]]);
      await data.defaultCatalog(undefined);
    });

    test("lists the catalogs that its sender may know of", async () => {
      expect(await data.rows("SHOW CATALOGS LIKE 'd*'", READER)).toEqual([["dev"]]);
      expect((await data.rows("SHOW CATALOGS")).flat()).not.toContain("spark_catalog");
    });

    test("with a mistake has failed in Spark's words", async () => {
      expect(await data.sql("SELEC 1")).toMatchObject({
        state: "FAILED",
        message: expect.stringMatching(/PARSE_SYNTAX_ERROR/),
      });
    });

    test("is in the history of whoever sent it", async () => {
      await data.execute("SELECT 41 + 1", {}, READER);
      const { body } = await data.api("GET", "/api/2.0/sql/history/queries?max_results=1", undefined, READER);
      expect(body).toMatchObject({
        res: [{ query_text: "SELECT 41 + 1", status: "FINISHED", user_name: READER }],
        has_next_page: true,
      });
    });
  });

  test("a server that was killed is another one at the next statement, and what ran is told of it", async () => {
    const before = await data.server.running();
    const endless = "SELECT count(*) FROM range(1000000000000) a CROSS JOIN range(1000) b";
    const { body } = await data.execute(endless, { wait_timeout: "0s" });
    // What is refused after it shows that it has arrived: what has not is run by the next server.
    expect(await data.sql("SELEC 1")).toMatchObject({ state: "FAILED" });
    if (before.pid === undefined) throw new Error("the data server has no process");
    process.kill(before.pid, "SIGKILL");
    await before.ended;
    expect(await data.rows("SELECT count(*) FROM dev.s.t")).toEqual([["2"]]);
    expect((await data.api("GET", `/api/2.0/sql/statements/${String(body.statement_id)}`)).body).toMatchObject({
      status: { state: "FAILED", error: { message: "The data server ended while the statement ran." } },
    });
  });

  test("what is sent to a server that has just been killed is run by the next one, a table that is made too", async () => {
    const { pid } = await data.server.running();
    if (pid === undefined) throw new Error("the data server has no process");
    process.kill(pid, "SIGKILL");
    await data.rows("CREATE TABLE dev.s.after AS SELECT 1 AS one");
    expect(await data.rows("SELECT * FROM dev.s.after")).toEqual([["1"]]);
  });
});
