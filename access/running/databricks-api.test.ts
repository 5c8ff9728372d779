import { type Answer, DatabricksStub } from "../testing/databricks-stub";
import { DatabricksApi } from "./databricks-api";

let stub: DatabricksStub | undefined;

async function api(answers: Record<string, Answer>, token = "secret-token"): Promise<DatabricksApi> {
  stub = await DatabricksStub.start(answers);
  return new DatabricksApi(stub.host, token);
}

afterEach(async () => stub?.stop());

test("a list is read to its last page, empty pages among them", async () => {
  const databricks = await api({
    "/list": { items: [{ name: "a" }], next_page_token: "2" },
    "/list?page_token=2": { next_page_token: "3" },
    "/list?page_token=3": { items: [{ name: "b" }] },
  });
  expect(await databricks.list("/list", "items")).toEqual([{ name: "a" }, { name: "b" }]);
});

test("SCIM is counted through", async () => {
  const databricks = await api({
    "/Users?startIndex=1&count=100": { totalResults: 3, Resources: [{ id: "1" }, { id: "2" }] },
    "/Users?startIndex=3&count=100": { totalResults: 3, Resources: [{ id: "3" }] },
  });
  expect((await databricks.scim("/Users")).map(({ id }) => id)).toEqual(["1", "2", "3"]);
});

test("a list that is not there is empty", async () => {
  expect(await (await api({})).list("/list", "items")).toEqual([]);
});

test("a refusal is an error that says who may read, and not with what was asked", async () => {
  const refused = (await api({ "/list": 403 })).list("/list", "items");
  await expect(refused).rejects.toThrow(/\/list may not be read with this token \(403\).*administer the account/);
  await expect(refused).rejects.not.toThrow("secret-token");
});

test("a failure is an error, and never an empty answer", async () => {
  await expect((await api({ "/list": 500 })).list("/list", "items")).rejects.toThrow("/list answered 500");
});

test("a failure that passes is not noticed", async () => {
  const databricks = await api({ "/list": [503, 429, { items: [{ name: "a" }] }] });
  expect(await databricks.list("/list", "items")).toEqual([{ name: "a" }]);
});

test("a host that is gone is an error that names it", async () => {
  const databricks = await api({});
  await stub?.stop();
  await expect(databricks.get("/list")).rejects.toThrow(/127\.0\.0\.1:\d+ does not answer/);
});
