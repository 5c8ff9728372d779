import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isFoundationModel, modelOf, servedBy } from "./shared/endpoint-parts";

export const rule = resourceRule({
  id: "LSSERV019",
  title: "Endpoints serve models of their own environment",
  why: `A model in another environment's catalog was validated there, if at all: its aliases are moved by other people, and its
versions go when they tidy up. What is promoted is registered where it is served.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Set `entityName` to a model in the environment's catalog; let training or promotion register the version there.",
  example: `servedEntities: [{ name: "champion", entityName: "prod.flight_delay.flight_delay", entityVersion: "7" }]`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report, { settings }) {
    const own = settings.unityCatalog.catalog ?? settings.name;
    for (const { entity, path } of servedBy(props)) {
      if (isFoundationModel(entity)) continue;
      const model = modelOf(entity);
      const [catalog] = model.split(".");
      if (!model.includes(".")) report(`${model || "a model"} is in no catalog`, `${path}.entityName`);
      else if (catalog !== own) report(`${model} is not in the catalog ${own}`, `${path}.entityName`);
    }
  },
});
