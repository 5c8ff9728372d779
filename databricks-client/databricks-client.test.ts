import { DatabricksClient } from "./databricks-client";
import { type Answer, DatabricksStub, STUB_TOKEN } from "./testing/databricks-stub";

let stub: DatabricksStub | undefined;

async function client(answers: Record<string, Answer>, token = STUB_TOKEN): Promise<DatabricksClient> {
  stub = await DatabricksStub.start(answers);
  return new DatabricksClient(stub.host, token);
}

afterEach(async () => stub?.stop());

test("a list is read to its last page, empty pages among them", async () => {
  const databricks = await client({
    "/list": { items: [{ name: "a" }], next_page_token: "2" },
    "/list?page_token=2": { next_page_token: "3" },
    "/list?page_token=3": { items: [{ name: "b" }] },
  });
  expect(await databricks.list("/list", "items")).toEqual([{ name: "a" }, { name: "b" }]);
});

test("a list is asked for no further than it is wanted", async () => {
  const databricks = await client({ "/list": { items: [{ name: "a" }], next_page_token: "2" } });
  for await (const item of databricks.items("/list", "items")) {
    expect(item).toEqual({ name: "a" });
    break;
  }
  expect(stub?.asked).toEqual(["/list"]);
});

test("one object in the place of a list is a list of one", async () => {
  const databricks = await client({ "/by-name": { experiment: { name: "a" } } });
  expect(await databricks.list("/by-name", "experiment")).toEqual([{ name: "a" }]);
});

test("SCIM is counted through", async () => {
  const databricks = await client({
    "/Users?startIndex=1&count=100": { totalResults: 3, Resources: [{ id: "1" }, { id: "2" }] },
    "/Users?startIndex=3&count=100": { totalResults: 3, Resources: [{ id: "3" }] },
  });
  expect((await databricks.scim("/Users")).map(({ id }) => id)).toEqual(["1", "2", "3"]);
});

test("a list that is not there is empty", async () => {
  expect(await (await client({})).list("/list", "items")).toEqual([]);
});

test("what must be there and is not is an error of status 404", async () => {
  await expect((await client({})).get("/thing")).rejects.toMatchObject({ path: "/thing", status: 404 });
});

test("a refusal is an error that says where, and neither the query nor the token", async () => {
  const refused = (await client({}, "another-token")).list("/list", "items", { name: "ada" });
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(/^127\.0\.0\.1:\d+\/list answered 401$/),
    path: "/list",
    status: 401,
    reason: "answered 401",
  });
});

test("a failure is an error, and never an empty answer", async () => {
  await expect((await client({ "/list": 500 })).list("/list", "items")).rejects.toThrow("/list answered 500");
});

test("a failure that passes is not noticed", async () => {
  const databricks = await client({ "/list": [503, 429, { items: [{ name: "a" }] }] });
  expect(await databricks.list("/list", "items")).toEqual([{ name: "a" }]);
});

test.each(["<html>Sign in</html>", [["a list"]]])(
  "an answer that is no JSON object is an error: %j",
  async (answer) => {
    const asked = (await client({ "/list": answer })).find("/list");
    await expect(asked).rejects.toThrow(/\/list answered 200 without a JSON object$/);
  },
);

test("a host that is gone is an error that names it, without a status", async () => {
  const databricks = await client({});
  await stub?.stop();
  const message = expect.stringMatching(/^127\.0\.0\.1:\d+ does not answer: /);
  await expect(databricks.get("/list")).rejects.toMatchObject({ message, path: "/list", status: undefined });
});

test("a change is sent once, whatever becomes of it", async () => {
  const databricks = await client({ "/thing": [503, {}] });
  await expect(databricks.change("PATCH", "/thing", { name: "a" })).rejects.toMatchObject({ status: 503 });
  expect(stub).toMatchObject({ asked: ["PATCH /thing"], changes: [{ name: "a" }] });
});

test("a token that cannot be one is refused without being told", async () => {
  const made = client({}, "first-line\nsecond-line");
  await expect(made).rejects.toThrow(/^127\.0\.0\.1:\d+ cannot be asked: the token is not one line of plain text$/);
});
