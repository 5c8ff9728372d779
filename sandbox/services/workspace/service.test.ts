import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.stop());

test("a workspace that is deleted leaves nothing behind, and others keep what is theirs", async () => {
  const [gone, kept] = [await sandbox.workspace("gone"), await sandbox.workspace("kept")];
  for (const { address } of [gone, kept]) {
    const post = (path: string, body: Record<string, string>): Promise<{ status: number }> =>
      sandbox.call(address, "POST", path, { body });
    await post("/api/2.0/sql/warehouses", { name: "w", cluster_size: "Small" });
    await post("/api/2.0/secrets/scopes/create", { scope: "s" });
    await post("/api/2.0/secrets/put", { scope: "s", key: "k", string_value: "v" });
    await post("/api/2.0/policies/clusters/create", { name: "p", definition: "{}" });
    await post("/api/2.0/token/create", {});
    await post("/api/2.0/workspace/mkdirs", { path: "/Shared/d" });
    await post("/api/2.0/workspace/import", { path: "/Shared/d/file", format: "RAW", content: "eA==" });
    await post("/api/2.0/repos", { url: "https://github.com/o/r", provider: "gitHub", path: "/Shared/r" });
    await post("/api/2.0/git-credentials", { git_provider: "gitHub" });
  }
  sandbox.forgetWorkspace(gone.id);
  const collections = Object.entries(sandbox.store.inventory()).filter(([name]) => name.startsWith("workspace."));
  expect(collections.flatMap(([, keys]) => keys).filter((key) => key.startsWith(String(gone.id)))).toEqual([]);

  const scopes = (address: string): Promise<{ body: object }> =>
    sandbox.call(address, "GET", "/api/2.0/secrets/scopes/list");
  const warehouses = (address: string): Promise<{ body: object }> =>
    sandbox.call(address, "GET", "/api/2.0/sql/warehouses");
  expect((await scopes(gone.address)).body).toEqual({ scopes: [] });
  expect((await warehouses(gone.address)).body).toEqual({ warehouses: [] });
  expect((await scopes(kept.address)).body).toMatchObject({ scopes: [{ name: "s" }] });
  expect((await warehouses(kept.address)).body).toMatchObject({ warehouses: [{ name: "w" }] });
});
