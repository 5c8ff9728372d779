import { TestSandbox } from "../../testing/sandbox";
import { TestVolume } from "../../testing/volume";

let sandbox: TestSandbox;
let volume: TestVolume;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  volume = await TestVolume.in(sandbox);
});
afterAll(() => sandbox.stop());

interface Listing {
  contents: { name: string; path: string; is_directory: boolean; file_size?: number }[];
  next_page_token?: string;
}

const list = async (path: string): Promise<Listing> => (await (await volume.directory("GET", path)).json()) as Listing;

test("a new volume has nothing in it", async () => {
  expect(await list("")).toEqual({ contents: [] });
});

test("a directory is made with those around it, and made again without harm", async () => {
  expect((await volume.directory("PUT", "/a/b/c")).status).toBe(204);
  expect((await volume.directory("PUT", "/a/b/c/")).status).toBe(204);
  expect((await volume.directory("HEAD", "/a/b")).status).toBe(200);
  expect((await volume.directory("HEAD", "/a/x")).status).toBe(404);
});

test("a listing shows what lies in the directory itself", async () => {
  await volume.file("PUT", "/l/inner/deep.txt", { bytes: "deep" });
  await volume.file("PUT", "/l/file.txt", { bytes: "text" });
  await volume.file("PUT", "/l2/other.txt", { bytes: "x" });
  expect((await list("/l")).contents).toEqual([
    {
      name: "file.txt",
      path: `${TestVolume.PATH}/l/file.txt`,
      is_directory: false,
      file_size: 4,
      last_modified: expect.any(Number),
    },
    { name: "inner", path: `${TestVolume.PATH}/l/inner`, is_directory: true },
  ]);
});

test("a listing is read a page at a time", async () => {
  for (const name of ["1", "2", "3"]) await volume.file("PUT", `/p/${name}`, { bytes: name });
  const names: string[] = [];
  let token = "";
  do {
    const { contents, next_page_token: next = "" } = await list(`/p?page_size=2&page_token=${token}`);
    names.push(...contents.map(({ name }) => name));
    token = next;
  } while (token);
  expect(names).toEqual(["1", "2", "3"]);
});

test("a directory with something in it is not deleted", async () => {
  await volume.file("PUT", "/full/x", { bytes: "x" });
  const refused = await volume.directory("DELETE", "/full");
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ details: [{ reason: "FILES_API_DIRECTORY_IS_NOT_EMPTY" }] });
  await volume.file("DELETE", "/full/x");
  expect((await volume.directory("DELETE", "/full")).status).toBe(204);
  expect((await volume.directory("GET", "/full")).status).toBe(404);
});

test("a volume is no directory to delete, and a file is none to list", async () => {
  expect((await volume.directory("DELETE", "")).status).toBe(400);
  await volume.file("PUT", "/plain", { bytes: "x" });
  expect((await volume.directory("GET", "/plain")).status).toBe(404);
});
