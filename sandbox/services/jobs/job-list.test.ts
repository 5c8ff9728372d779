import type { JsonObject } from "../../control-plane";
import { checkTask, ENGINEER, SCIENTIST, TestJobs } from "../../testing/jobs";

let jobs: TestJobs;

beforeAll(async () => {
  jobs = await TestJobs.start();
  for (const name of ["a", "b", "c", "d", "e"]) await jobs.create({ name, tasks: [checkTask("t")] });
});
afterAll(() => jobs.stop());

const list = (query: string, as?: string) => jobs.call("GET", `/api/2.2/jobs/list?${query}`, undefined, as);
const namesIn = (body: JsonObject): unknown[] =>
  ((body.jobs ?? []) as JsonObject[]).map(({ settings }) => (settings as JsonObject).name);

test("the newest come first, in pages that lead on and back", async () => {
  const { body: first } = await list("limit=2");
  const { body: second } = await list(`limit=2&page_token=${first.next_page_token}`);
  const { body: third } = await list(`limit=2&page_token=${second.next_page_token}`);
  expect([first, second, third].map(namesIn)).toEqual([["e", "d"], ["c", "b"], ["a"]]);
  expect([first, second, third].map((page) => page.has_more)).toEqual([true, true, false]);
  const { body: back } = await list(`limit=2&page_token=${third.prev_page_token}`);
  expect(namesIn(back)).toEqual(["c", "b"]);
  expect(first).not.toHaveProperty("prev_page_token");
});

test("a name is looked up in any case", async () => {
  expect(namesIn((await list("name=C")).body)).toEqual(["c"]);
  expect((await list("name=none")).body).toEqual({ has_more: false });
});

test("tasks are shown when they are asked for", async () => {
  const settings = async (query: string): Promise<unknown> =>
    ((await list(query)).body.jobs as JsonObject[]).map((each) => each.settings)[0];
  expect(await settings("name=a")).not.toHaveProperty("tasks");
  expect(await settings("name=a&expand_tasks=true")).toMatchObject({ tasks: [{ task_key: "t" }] });
});

test.each(["limit=0", "limit=101", "page_token=x"])("%s is refused", async (query) => {
  expect((await list(query)).status).toBe(400);
});

test("everybody sees what they were given", async () => {
  const id = await jobs.create({ name: "shared" });
  await jobs.share(id, SCIENTIST, "CAN_VIEW");
  expect(namesIn((await list("", SCIENTIST)).body)).toEqual(["shared"]);
});

test("who sees some of the jobs walks through them on and back, and by offset, as if there were no others", async () => {
  const shared: string[] = [];
  for (const name of ["s1", "hidden", "s2", "s3", "hidden", "s4", "s5", "hidden"]) {
    const id = await jobs.create({ name });
    if (name === "hidden") continue;
    await jobs.share(id, ENGINEER, "CAN_VIEW");
    shared.unshift(name);
  }
  for (const limit of [1, 2, 3, 5, 6]) {
    const there: unknown[] = [];
    let page = (await list(`limit=${limit}`, ENGINEER)).body;
    for (let offset = 0; ; offset += limit) {
      const names = namesIn(page);
      expect(names).toEqual(shared.slice(offset, offset + limit));
      expect(namesIn((await list(`limit=${limit}&offset=${offset}`, ENGINEER)).body)).toEqual(names);
      expect(page).toEqual((await list(`limit=${limit}&offset=${offset}`, ENGINEER)).body);
      there.push(...names);
      if (page.next_page_token === undefined) break;
      page = (await list(`limit=${limit}&page_token=${page.next_page_token}`, ENGINEER)).body;
    }
    expect([page.has_more, there]).toEqual([false, shared]);
    const back = [...namesIn(page)];
    while (page.prev_page_token !== undefined) {
      page = (await list(`limit=${limit}&page_token=${page.prev_page_token}`, ENGINEER)).body;
      back.unshift(...namesIn(page));
    }
    expect(back).toEqual(shared);
  }
});

test("a page that leads back to the beginning is full", async () => {
  const first = (await list("limit=2", ENGINEER)).body;
  const second = (await list(`limit=2&page_token=${first.next_page_token}`, ENGINEER)).body;
  const { body } = await list(`limit=4&page_token=${second.prev_page_token}`, ENGINEER);
  expect(namesIn(body)).toEqual(["s5", "s4", "s3", "s2"]);
});

test("a workspace has its own jobs", async () => {
  const other = await jobs.sandbox.workspace("other");
  const { body } = await jobs.sandbox.call(other.address, "GET", "/api/2.2/jobs/list");
  expect(namesIn(body)).toEqual([]);
});
