import { SCIENTIST, TestSql } from "../../testing/sql";

let sql: TestSql;

beforeAll(async () => {
  sql = await TestSql.start();
});
afterAll(() => sql.stop());

const execute = (warehouse: string, as?: string) =>
  sql.call("POST", "/api/2.0/sql/statements", { statement: "SELECT 1", warehouse_id: warehouse }, as);

test("a statement that may be run says that it can not be run yet", async () => {
  expect(await execute(sql.warehouseId)).toMatchObject({ status: 501, body: { error_code: "NOT_IMPLEMENTED" } });
});

test("who only sees a warehouse runs nothing on it", async () => {
  expect((await execute(sql.warehouseId, SCIENTIST)).status).toBe(403);
});

test("a warehouse that is not there is named", async () => {
  expect((await execute("feed")).body.message).toBe("SQL warehouse feed does not exist.");
});

test("no query was ever run", async () => {
  expect((await sql.call("GET", "/api/2.0/sql/history/queries")).body).toEqual({ res: [], has_next_page: false });
  expect((await sql.call("GET", "/api/2.0/sql/statements/none")).status).toBe(404);
});
