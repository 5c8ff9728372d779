import { TestSandbox } from "../../testing/sandbox";

test("nobody reads or writes the DBFS root, an admin neither", async () => {
  const sandbox = await TestSandbox.start();
  const { address } = await sandbox.workspace();
  const answers = [
    await sandbox.call(address, "GET", "/api/2.0/dbfs/list?path=/tmp"),
    await sandbox.call(address, "POST", "/api/2.0/dbfs/put", { body: { path: "/tmp", contents: "eA==" } }),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(403);
    expect(body.message).toContain("Public DBFS root is disabled. Access is denied on path: /tmp.");
  }
  await sandbox.stop();
});
