import type { JsonObject } from "../../control-plane";
import { TestSandbox } from "../../testing/sandbox";

test("machines say which local disks they have, by which clients choose one", async () => {
  const sandbox = await TestSandbox.start();
  const { address } = await sandbox.workspace("dev");
  const { body } = await sandbox.call(address, "GET", "/api/2.1/clusters/list-node-types");
  const disks = (body.node_types as JsonObject[]).map(({ node_type_id: id, node_instance_type: type }) => {
    const { local_disks, local_disk_size_gb, local_nvme_disks, local_nvme_disk_size_gb } = type as JsonObject;
    return [id, local_disks, local_disk_size_gb, local_nvme_disks, local_nvme_disk_size_gb];
  });
  expect(disks).toContainEqual(["Standard_DS3_v2", 1, 28, 0, 0]);
  expect(disks).toContainEqual(["Standard_L16s_v3", 1, 160, 2, 1788]);
  await sandbox.stop();
});
