import { add, type RuleCases } from "../../cases/planted";
import { ENTITLEMENTS } from "./shared/workspace-people";

export const cases: RuleCases = {
  caught: [
    {
      name: "one person with SQL",
      changes: [add(ENTITLEMENTS, "entitlements-ada", { userId: "60211", databricksSqlAccess: true })],
      says: "the user 60211",
    },
  ],
  leftAlone: [
    {
      name: "an identity with SQL, and no user",
      changes: [
        add(ENTITLEMENTS, "entitlements-reports", {
          servicePrincipalId: "60211",
          userId: "",
          databricksSqlAccess: true,
        }),
      ],
    },
  ],
};
