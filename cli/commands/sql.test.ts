import { type Answer, DatabricksStub } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import { deployedProject } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { type SqlOptions, sqlIn } from "./sql";

const START = "POST /api/2.0/sql/statements";
const STATEMENT = "/api/2.0/sql/statements/s1";

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(() => stub?.stop());

async function sql(answers: Record<string, Answer>, options: Partial<SqlOptions> = {}): Promise<void> {
  stub = await DatabricksStub.start(answers);
  terminal = recordedTerminal();
  const all: SqlOptions = { target: "sandbox", environment: "dev", format: "table", limit: 1000, ...options };
  await sqlIn(deployedProject(stub.host), terminal, "SELECT 1", all);
}

const manifest = {
  schema: {
    columns: [
      { name: "carrier", type_text: "STRING" },
      { name: "late", type_text: "BIGINT" },
    ],
  },
};
const answer = (rows: (string | null)[][], more: object = {}) => ({
  statement_id: "s1",
  status: { state: "SUCCEEDED" },
  manifest,
  result: { data_array: rows, ...more },
});

test("a statement runs on the environment's warehouse, in its catalog, with its values", async () => {
  await sql(
    {
      [START]: answer([
        ["UA", "12"],
        [null, "3"],
      ]),
    },
    { param: ["day=2013-01-01"], limit: 5 },
  );
  expect(stub.changes).toEqual([
    expect.objectContaining({
      statement: "SELECT 1",
      warehouse_id: "w1",
      catalog: "dev",
      row_limit: 5,
      parameters: [{ name: "day", value: "2013-01-01" }],
    }),
  ]);
  expect(terminal.results).toEqual(["carrier  late\nUA         12\nNULL        3"]);
});

test("rows come from all chunks, while a long one runs on", async () => {
  await sql(
    {
      [START]: { statement_id: "s1", status: { state: "PENDING" } },
      [STATEMENT]: [
        { statement_id: "s1", status: { state: "RUNNING" } },
        answer([["a", "1"]], { next_chunk_index: 1 }),
      ],
      [`${STATEMENT}/result/chunks/1`]: { data_array: [["b", "2"]], next_chunk_index: 2 },
      [`${STATEMENT}/result/chunks/2`]: { data_array: [["c", "3"]] },
    },
    { format: "csv" },
  );
  expect(terminal.results).toEqual(["carrier,late\r\na,1\r\nb,2\r\nc,3"]);
});

test.each([
  ["csv", 'carrier,late\r\n"a ""b"", c\nd",'],
  ["table", 'carrier     late\na "b", c d  NULL'],
] as const)("as %s, a value keeps the lines apart", async (format, text) => {
  await sql({ [START]: answer([['a "b", c\nd', null]]) }, { format });
  expect(terminal.results).toEqual([text]);
});

test("as JSON there are columns with their types, and rows", async () => {
  await sql({ [START]: answer([["UA", null]]) }, { json: true });
  expect(JSON.parse(terminal.results.join())).toEqual({
    columns: [
      { name: "carrier", type: "STRING" },
      { name: "late", type: "BIGINT" },
    ],
    rows: [["UA", null]],
    truncated: false,
  });
});

test("rows that are left out are told", async () => {
  await sql({ [START]: { ...answer([["a", "1"]]), manifest: { ...manifest, truncated: true } } }, { limit: 1 });
  expect(terminal.notes).toEqual(["There are more than these 1 rows: --limit asks for more."]);
});

test("what gives no rows is done", async () => {
  await sql({ [START]: { statement_id: "s1", status: { state: "SUCCEEDED" }, manifest: { schema: {} } } });
  expect(terminal.results).toEqual(["Done."]);
});

test("a statement that fails is told in the warehouse's words", async () => {
  const message = "[INSUFFICIENT_PERMISSIONS] User does not have SELECT on Table 'dev.a.b'. SQLSTATE: 42501";
  const failed = sql({ [START]: { statement_id: "s1", status: { state: "FAILED", error: { message } } } });
  await expect(failed).rejects.toMatchObject({
    message: `The statement failed: ${message}`,
    exitCode: ExitCode.notDone,
  });
});

test("an interrupted one is cancelled there", async () => {
  const interrupted = sql({
    [START]: { statement_id: "s1", status: { state: "RUNNING" } },
    [STATEMENT]: () => {
      process.emit("SIGINT");
      return { statement_id: "s1", status: { state: "RUNNING" } };
    },
    [`POST ${STATEMENT}/cancel`]: {},
  });
  await expect(interrupted).rejects.toMatchObject({ exitCode: ExitCode.interrupted });
  expect(stub.asked.at(-1)).toBe(`POST ${STATEMENT}/cancel`);
});

test("another warehouse is taken by its name, and one that is not there is told with the nearest", async () => {
  const warehouses = { warehouses: [{ id: "w2", name: "reporting" }] };
  await sql({ "/api/2.0/sql/warehouses": warehouses, [START]: answer([]) }, { warehouse: "reporting" });
  expect(stub.changes).toMatchObject([{ warehouse_id: "w2" }]);
  await stub.stop();
  await expect(sql({ "/api/2.0/sql/warehouses": warehouses }, { warehouse: "reprting" })).rejects.toThrow(
    'dev has no SQL warehouse "reprting". Did you mean "reporting"? There are: "reporting".',
  );
});
