import { ALWAYS, resourceRule } from "../../rule";
import { standsForPeople } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT011",
  title: "Schemas, volumes and models are not owned by people",
  why: `An owner may do everything with what they own, and with all that lies in it, without any grant. A schema of a team's is
therefore a way past the list of grants; one of a person's is nobody's once they leave.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Leave `owner` out, so that the deployment identity owns it, or name the group of platform admins.",
  example: `new databricks.Schema("main", { catalogName: "prod", name: "flight_delay" });`,
  types: [
    "databricks:index/registeredModel:RegisteredModel",
    "databricks:index/schema:Schema",
    "databricks:index/volume:Volume",
  ],
  check({ props: { owner } }, report, context) {
    if (owner && standsForPeople(owner, context)) report(`"${owner}" owns it`, "owner");
  },
});
