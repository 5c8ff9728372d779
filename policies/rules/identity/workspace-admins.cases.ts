import { add, append, type RuleCases, set } from "../../cases/planted";
import { MEMBER } from "./shared/workspace-people";

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
      changes: [set(MEMBER, "members-data-scientists", { permissions: ["ADMIN"] })],
      says: "administers",
    },
    {
      name: "an identity that administers besides using",
      stack: "dev.platform",
      changes: [append(MEMBER, "members-retraining", "permissions", "ADMIN")],
      says: "a principal with entitlements of its own administers the workspace",
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
