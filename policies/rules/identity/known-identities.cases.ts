import { append, type RuleCases, set } from "../../cases/planted";
import { permission } from "../grants/shared/planted-permissions";

const STRANGER = "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that runs as somebody's service principal",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/job:Job", "monitoring", { runAs: { servicePrincipalName: STRANGER } })],
      says: `${STRANGER} is no service principal of the estate`,
      engineFree: "the workspace has no such service principal",
    },
    {
      name: "an alert that runs as one",
      stack: "dev.flight-delay",
      changes: [
        set("databricks:index/alertV2:AlertV2", "alert-model-decays-alert", {
          runAs: { servicePrincipalName: STRANGER },
        }),
      ],
      says: `${STRANGER} is no service principal of the estate`,
      engineFree: "the workspace has no such service principal",
    },
    {
      name: "one that may act as a run identity",
      changes: [
        append(
          "databricks:index/accessControlRuleSet:AccessControlRuleSet",
          "flight-delay-runner-users",
          "grantRules[0].principals",
          `servicePrincipals/${STRANGER}`,
        ),
      ],
      says: `${STRANGER} is no service principal of the estate`,
      engineFree: "the account has no such service principal",
    },
    {
      name: "one that is granted a catalog",
      stack: "staging.platform",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: STRANGER,
          privileges: ["BROWSE"],
        }),
      ],
      says: `${STRANGER} is no service principal of the estate`,
      engineFree: "the account has no such service principal",
    },
    {
      name: "one that starts a job",
      stack: "prod.flight-delay",
      changes: [permission({ jobId: "17" }, { servicePrincipalName: STRANGER, permissionLevel: "CAN_MANAGE_RUN" })],
      finds: ["more"],
      says: `${STRANGER} is no service principal of the estate`,
      engineFree: "the workspace has no such service principal",
    },
    {
      name: "one that reads secrets",
      changes: [
        {
          kind: "add",
          type: "databricks:index/secretAcl:SecretAcl",
          name: "reader",
          inputs: { scope: "lakestage", principal: STRANGER, permission: "READ" },
        },
      ],
      says: `${STRANGER} is no service principal of the estate`,
    },
  ],
  leftAlone: [
    {
      name: "a group in the place of one",
      stack: "staging.platform",
      changes: [
        append("databricks:index/grants:Grants", "unity-catalog-catalog-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["BROWSE"],
        }),
      ],
    },
  ],
};
