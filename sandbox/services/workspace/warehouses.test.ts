import { setTimeout as sleep } from "node:timers/promises";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace();
});
afterAll(() => sandbox.stop());

test("a new warehouse starts", async () => {
  const created = await sandbox.call(dev.address, "POST", "/api/2.0/sql/warehouses", {
    body: { name: "shared", cluster_size: "Small" },
  });
  expect(created).toMatchObject({ status: 200 });
  await sleep(10);
  console.log(await sandbox.call(dev.address, "GET", `/api/2.0/sql/warehouses/${created.body.id}`));
  console.log(
    JSON.stringify(await sandbox.call(dev.address, "GET", `/api/2.0/permissions/sql/warehouses/${created.body.id}`)),
  );
  console.log(
    JSON.stringify(await sandbox.call(dev.address, "GET", `/api/2.0/permissions/warehouses/${created.body.id}`)),
  );
  console.log(
    JSON.stringify(
      await sandbox.call(dev.address, "PATCH", `/api/2.0/workspace-conf`, { body: { enableIpAccessLists: "true" } }),
    ),
  );
  console.log(
    JSON.stringify(
      await sandbox.call(dev.address, "GET", `/api/2.0/workspace-conf?keys=enableIpAccessLists,maxTokenLifetimeDays`),
    ),
  );
});
