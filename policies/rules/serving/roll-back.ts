import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isFoundationModel, servedBy, versionOf } from "./shared/endpoint-parts";

export const rule = resourceRule({
  id: "LSSERV004",
  title: "Every endpoint can be rolled back",
  why: `To go back is to serve the version before, or to lead traffic to the one beside. That needs versions told by number, so
that it is known which was served, and served models with names of their own, so that traffic is led the same way while
versions change.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE", "WAF:OE"],
  remediation:
    "Give each served entity a `name` of its own, such as `champion`, and an `entityVersion` that is a number.",
  example: `servedEntities: [{ name: "champion", entityName: model.id, entityVersion: "7", ... }]`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    const served = servedBy(props);
    const names = served.map(({ entity }) => entity.name ?? "");
    if (served.length === 0) report("it serves nothing", "config.servedEntities");
    for (const { entity, path } of served) {
      const { name } = entity;
      if (!name) report("a served model has no name, so its name changes with its version", `${path}.name`);
      else if (names.filter((other) => other === name).length > 1) report(`${name} is served twice`, `${path}.name`);
      // Models elsewhere have no versions of ours.
      if (!isFoundationModel(entity) && !/^[1-9]\d*$/.test(versionOf(entity))) {
        report(
          `${name || "a served model"} has the version "${versionOf(entity)}", not a number`,
          `${path}.entityVersion`,
        );
      }
    }
  },
});
