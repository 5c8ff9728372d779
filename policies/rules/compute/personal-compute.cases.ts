import { type RuleCases, remove, set } from "../../cases/planted";

const policy = "databricks:index/clusterPolicy:ClusterPolicy";
const personal = "cluster-policies-personal-compute";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that leaves the policy as it is",
      stack: "prod",
      changes: [remove(policy, personal)],
      finds: ["stack"],
      says: "nothing closes",
    },
    {
      name: "a policy of that name, of which the service's own is left as it is",
      stack: "dev",
      changes: [set(policy, personal, { policyFamilyId: "job-cluster" })],
      finds: ["stack"],
      says: "nothing closes",
    },
    {
      name: "small machines for everybody",
      stack: "prod",
      changes: [
        set(policy, personal, {
          policyFamilyDefinitionOverrides: JSON.stringify({
            node_type_id: { type: "fixed", value: "Standard_D4ds_v5" },
          }),
        }),
      ],
      says: "choose a machine",
    },
  ],
  leftAlone: [
    {
      name: "a project, which has no policies",
      stack: "prod.flight-delay",
      changes: [],
    },
  ],
};
