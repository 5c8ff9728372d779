import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT021",
  title: "Volumes are managed",
  why: `An external volume's files lie at an address that another volume, table or location may cover too, with privileges of its
own. A managed volume's lie where its catalog keeps them, under its privileges alone, and can be restored after a drop.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:RE"],
  remediation: "Set `volumeType: MANAGED`, and leave `storageLocation` out.",
  example: `new databricks.Volume("files", { catalogName, schemaName, name: "files", volumeType: "MANAGED" });`,
  types: ["databricks:index/volume:Volume"],
  check({ props: { storageLocation, volumeType } }, report) {
    if (volumeType === "MANAGED") return;
    report(`it is ${volumeType || "of no type"}${storageLocation ? `, at ${storageLocation}` : ""}`, "volumeType");
  },
});
