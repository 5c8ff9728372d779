import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.stop());

test("what a client tells of its use is counted, by the account and by workspaces", async () => {
  const body = { uploadTime: Date.now(), items: [], protoLogs: ["{}", "{}"] };
  const { address } = await sandbox.workspace();
  for (const host of [address, sandbox.controlPlane.addresses().account]) {
    const answer = await sandbox.call(host, "POST", "/telemetry-ext", { body });
    expect(answer).toEqual({ status: 200, body: { errors: [], numProtoSuccess: 2, numSuccess: 0 } });
  }
});
