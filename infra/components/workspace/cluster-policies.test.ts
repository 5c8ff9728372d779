import { declaredBy } from "../../testing/declared-resources";
import { ClusterPolicies, type ClusterPoliciesArgs } from "./cluster-policies";

const given: ClusterPoliciesArgs = {
  environment: "dev",
  sparkVersion: "auto:latest-lts-ml",
  jobRuntime: "17.3.x-cpu-ml-scala2.13",
  nodeTypes: ["Standard_D4ds_v5", "Standard_D8ds_v5"],
  maxWorkers: 4,
  autoTerminationMinutes: 30,
  clustersPerUser: 2,
  interactiveFor: ["data-scientists"],
  jobsFor: ["runners"],
  admins: "platform-admins",
};

const declared = (change: Partial<ClusterPoliciesArgs> = {}) =>
  declaredBy(() => new ClusterPolicies("policies", { ...given, ...change }));

const definitionOf = async (name: string, change: Partial<ClusterPoliciesArgs> = {}) =>
  JSON.parse(String((await declared(change)).named(name).inputs.definition));

describe("cluster policies", () => {
  it("bound what people start, by size, number and idle time", async () => {
    expect(await definitionOf("policies-interactive")).toMatchObject({
      cluster_type: { type: "fixed", value: "all-purpose" },
      node_type_id: { type: "allowlist", values: given.nodeTypes, defaultValue: "Standard_D4ds_v5" },
      "autoscale.max_workers": { type: "range", maxValue: 4 },
      autotermination_minutes: { type: "range", maxValue: 30 },
    });
    expect((await declared()).named("policies-interactive").inputs.maxClustersPerUser).toBe(2);
  });

  it("name jobs' runtime by its version, which jobs say too", async () => {
    expect((await definitionOf("policies-jobs")).spark_version).toEqual({
      type: "fixed",
      value: "17.3.x-cpu-ml-scala2.13",
    });
    expect((await definitionOf("policies-interactive")).spark_version.value).toBe("auto:latest-lts-ml");
  });

  it("allow only clusters that enforce Unity Catalog's privileges", async () => {
    const plain = { sparkVersion: "auto:latest-lts" };
    expect((await definitionOf("policies-interactive", plain)).data_security_mode.values).toEqual([
      "SINGLE_USER",
      "USER_ISOLATION",
    ]);
    expect((await definitionOf("policies-jobs")).data_security_mode.value).toBe("SINGLE_USER");
  });

  it.each(["auto:latest-lts-ml", "16.4.x-cpu-ml-scala2.12"])(
    "let nobody share a cluster of %s",
    async (sparkVersion) => {
      const { data_security_mode: mode } = await definitionOf("policies-interactive", { sparkVersion });
      expect(mode.values).toEqual(["SINGLE_USER"]);
    },
  );

  it("are usable by the groups that they are for", async () => {
    const { inputs } = (await declared()).named("policies-jobs-permissions");
    expect(inputs.accessControls).toEqual([{ groupName: "runners", permissionLevel: "CAN_USE" }]);
  });

  it("for people are not there where no people may start anything", async () => {
    expect((await declared({ interactiveFor: [] })).names).toEqual([
      "policies",
      "policies-jobs",
      "policies-jobs-permissions",
      "policies-personal-compute",
      "policies-personal-compute-permissions",
    ]);
  });

  it("close the policy that everybody may use from the start: by its list, and by what it lets start", async () => {
    const policies = await declared();
    const { inputs } = policies.named("policies-personal-compute");
    // By both of them the provider knows it.
    expect(inputs).toMatchObject({ name: "Personal Compute", policyFamilyId: "personal-vm" });
    expect(JSON.parse(String(inputs.policyFamilyDefinitionOverrides))).toMatchObject({
      node_type_id: { type: "forbidden" },
      driver_node_type_id: { type: "forbidden" },
    });
    expect(policies.named("policies-personal-compute-permissions").inputs.accessControls).toEqual([
      { groupName: "platform-admins", permissionLevel: "CAN_USE" },
    ]);
  });
});
