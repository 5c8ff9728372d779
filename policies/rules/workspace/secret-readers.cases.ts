import { add, type RuleCases } from "../../cases/planted";

const acl = "databricks:index/secretAcl:SecretAcl";

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who read production's secrets",
      changes: [add(acl, "readers", { scope: "lakestage", principal: "data-scientists", permission: "READ" })],
      says: "data-scientists",
    },
    {
      name: "a scope of development that everybody reads",
      stack: "dev.platform",
      changes: [add(acl, "readers", { scope: "lakestage", principal: "users", permission: "READ" })],
      says: "everybody",
    },
    {
      name: "a scope of development that one person manages",
      stack: "dev.platform",
      changes: [add(acl, "manager", { scope: "lakestage", principal: "ada@lakestage.example", permission: "MANAGE" })],
      says: "one person",
    },
    {
      name: "run identities that let others read",
      changes: [
        {
          kind: "add",
          type: "databricks:index/secretAcl:SecretAcl",
          name: "managers",
          inputs: { scope: "lakestage", principal: "lakestage-prod-runners", permission: "MANAGE" },
        },
      ],
      says: "lakestage-prod-runners has MANAGE",
    },
  ],
  leftAlone: [
    {
      name: "a run identity that reads production's secrets",
      changes: [
        add(acl, "runner", {
          scope: "lakestage",
          principal: "2f6c5f0e-1c3b-4a65-8d25-0d3e5b0a7c01",
          permission: "READ",
        }),
      ],
    },
    {
      name: "data scientists who read development's secrets",
      stack: "dev.platform",
      changes: [add(acl, "readers", { scope: "lakestage", principal: "data-scientists", permission: "READ" })],
    },
  ],
};
