import type { JsonObject } from "../control-plane";
import { type TestResponse, TestSandbox } from "../testing/sandbox";
import { TestUnityCatalog } from "../testing/unity-catalog";

/** So many objects there are of each kind, of which a page shows few. */
const OBJECTS = 150;
const PAGE = 5;
/** What a page may read: what it shows, who asks, and whether there is more. */
const READ_FOR_A_PAGE = 20;

const UNITY = "/api/2.1/unity-catalog";
const SHELF = { catalog_name: "lake", schema_name: "shelf" };
const ON_SHELF = new URLSearchParams(SHELF);
const STORAGE = "abfss://lake@lakestage.dfs.core.windows.net/";

/** How objects of one kind are made and listed. */
interface Listed {
  kind: string;
  make(name: string): readonly [path: string, body: JsonObject];
  /** The member of the answer that has them. */
  member: string;
  pages: readonly string[];
}

const KINDS: readonly Listed[] = [
  {
    kind: "jobs",
    make: (name) => ["/api/2.2/jobs/create", { name }],
    member: "jobs",
    pages: [`/api/2.2/jobs/list?limit=${PAGE}`],
  },
  {
    kind: "tables",
    make: (name) => [
      `${UNITY}/tables`,
      {
        ...SHELF,
        name,
        table_type: "EXTERNAL",
        data_source_format: "DELTA",
        storage_location: `${STORAGE}${name}`,
        columns: [],
      },
    ],
    member: "tables",
    pages: [
      `${UNITY}/tables?${ON_SHELF}&max_results=${PAGE}`,
      `${UNITY}/table-summaries?catalog_name=lake&max_results=${PAGE}`,
    ],
  },
  {
    kind: "schemas",
    make: (name) => [`${UNITY}/schemas`, { catalog_name: "lake", name }],
    member: "schemas",
    pages: [`${UNITY}/schemas?catalog_name=lake&max_results=${PAGE}`],
  },
  {
    kind: "volumes",
    make: (name) => [`${UNITY}/volumes`, { ...SHELF, name, volume_type: "MANAGED" }],
    member: "volumes",
    pages: [`${UNITY}/volumes?${ON_SHELF}&max_results=${PAGE}`],
  },
  {
    kind: "models",
    make: (name) => [`${UNITY}/models`, { ...SHELF, name }],
    member: "registered_models",
    pages: [`${UNITY}/models?${ON_SHELF}&max_results=${PAGE}`],
  },
  {
    kind: "queries",
    make: (name) => ["/api/2.0/sql/queries", { query: { display_name: name } }],
    member: "results",
    pages: [`/api/2.0/sql/queries?page_size=${PAGE}`],
  },
  {
    kind: "dashboards",
    make: (name) => ["/api/2.0/lakeview/dashboards", { display_name: name }],
    member: "dashboards",
    pages: [`/api/2.0/lakeview/dashboards?page_size=${PAGE}`],
  },
  {
    kind: "experiments",
    make: (name) => ["/api/2.0/mlflow/experiments/create", { name: `/${name}` }],
    member: "experiments",
    pages: [`/api/2.0/mlflow/experiments/list?max_results=${PAGE}`],
  },
];

let sandbox: TestSandbox;
let lake: TestUnityCatalog;
/** Documents that the control plane has read so far. */
let read = 0;

const call = (method: string, path: string, body?: JsonObject): Promise<TestResponse> =>
  sandbox.call(lake.workspace.address, method, path, body ? { body } : {});

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  lake = await TestUnityCatalog.in(sandbox);
  await lake.catalog("lake");
  await lake.ok("POST", "/schemas", { catalog_name: "lake", name: "shelf" });
  await lake.grant("schema", "lake.shelf", "account users", ["EXTERNAL_USE_SCHEMA"]);
  const walk = sandbox.store.walk.bind(sandbox.store);
  sandbox.store.walk = function* (...asked) {
    for (const entry of walk(...asked)) {
      read++;
      yield entry;
    }
  };
});
afterAll(() => sandbox.stop());

/** What a page has, the token of the next one, and how many documents it took. */
async function pageAt(path: string, member: string): Promise<{ shown: unknown; next: unknown; took: number }> {
  const before = read;
  const { body } = await call("GET", path);
  return { shown: body[member], next: body.next_page_token, took: read - before };
}

// One thread answers everybody: what a page takes, all others wait for.
test.each(KINDS)("a page of $kind reads no more of them than it shows, wherever it begins", async (listed) => {
  for (let index = 0; index < OBJECTS; index++) {
    expect((await call("POST", ...listed.make(`o${index}`))).status).toBe(200);
  }
  for (const path of listed.pages) {
    let place = path;
    for (let number = 1; number <= 3; number++) {
      const { shown, next, took } = await pageAt(place, listed.member);
      expect(shown).toHaveLength(PAGE);
      expect(took).toBeLessThan(READ_FOR_A_PAGE);
      place = `${path}&page_token=${next}`;
    }
  }
});
