import { BEYOND_DEVELOPMENT, wholeStackRule } from "../../rule";
import { ANYTHING } from "./shared/named-texts";
import { purposesIn } from "./shared/purposes";
import { isFromRegistry } from "./shared/trusted";

export const rule = wholeStackRule({
  id: "LSTRUST004",
  title: "Images of containers come from the registries that the settings name",
  why: `An image is the whole machine that code runs on: whoever pushes it reads every secret and table that the job does. A public
registry's names may be taken by anybody.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Use Databricks' own runtime; or push the image to a registry of yours and name that in `lakestage:trust.imageRegistries` of Pulumi.yaml.",
  example: "config:\n  lakestage:trust:\n    value:\n      imageRegistries: [lakestage.azurecr.io/ml]",
  check(stack, report, context) {
    stack.eachResource((resource) => {
      for (const { named, purpose } of purposesIn(resource)) {
        const { path, text } = named;
        if (purpose !== "image" || text === "" || isFromRegistry(text, context)) continue;
        report(
          text === ANYTHING
            ? "people choose the image that runs"
            : `the image ${text} is of no registry that is trusted`,
          resource,
          path,
        );
      }
    });
  },
});
