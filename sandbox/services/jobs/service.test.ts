import { TestSandbox } from "../../testing/sandbox";

test("a workspace that is deleted leaves no jobs behind, and others keep theirs", async () => {
  const sandbox = await TestSandbox.start();
  const [gone, kept] = [await sandbox.workspace("gone"), await sandbox.workspace("kept")];
  for (const { address, name } of [gone, kept]) {
    await sandbox.call(address, "POST", "/api/2.2/jobs/create", { body: { name } });
  }
  sandbox.forgetWorkspace(gone.id);
  const list = async (address: string): Promise<object> =>
    (await sandbox.call(address, "GET", "/api/2.2/jobs/list")).body;
  expect(await list(gone.address)).toEqual({ has_more: false });
  expect(await list(kept.address)).toMatchObject({ jobs: [{ settings: { name: "kept" } }] });
  await sandbox.stop();
});
