import { add, edit, type RuleCases } from "../../testing/planted";
import { MEMBER } from "./workspace-people";

const contractors = (permission: string) =>
  add(MEMBER, "members-contractors", {
    workspaceId: "1000000000000002",
    principalId: "60211",
    permissions: [permission],
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who administer",
      changes: [
        edit(MEMBER, "members-data-scientists", (inputs) => {
          inputs.permissions = ["ADMIN"];
        }),
      ],
      says: "administers",
    },
    {
      name: "an identity that administers besides using",
      stack: "dev",
      changes: [
        edit(MEMBER, "members-retraining", (inputs) => {
          inputs.permissions?.push("ADMIN");
        }),
      ],
    },
    {
      name: "one more group that administers",
      changes: [contractors("ADMIN")],
      finds: ["stack"],
      says: "members-contractors",
    },
  ],
  leftAlone: [
    {
      name: "one more group that does not administer",
      changes: [contractors("USER")],
    },
  ],
};
