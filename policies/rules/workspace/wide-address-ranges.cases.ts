import { add, type RuleCases } from "../../testing/planted";

const list = "databricks:index/ipAccessList:IpAccessList";

export const cases: RuleCases = {
  caught: [
    {
      name: "a list that lets everybody in beside an office",
      changes: [
        add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ["198.51.100.0/24", "0.0.0.0/0"] }),
      ],
      says: "0.0.0.0/0",
    },
    {
      name: "a list that is switched off",
      stack: "dev",
      changes: [
        add(list, "offices", {
          label: "offices",
          listType: "ALLOW",
          ipAddresses: ["198.51.100.0/24"],
          enabled: false,
        }),
      ],
      says: "switched off",
    },
  ],
  leftAlone: [
    {
      name: "a list that keeps a wide range out",
      changes: [add(list, "abroad", { label: "abroad", listType: "BLOCK", ipAddresses: ["20.0.0.0/8"] })],
    },
    {
      name: "a list of an office and one address",
      changes: [
        add(list, "offices", { label: "offices", listType: "ALLOW", ipAddresses: ["198.51.100.0/24", "203.0.113.9"] }),
      ],
    },
  ],
};
