import { z } from "zod";
import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** Starts that may wait while one is handled. */
const FEW = 10;

/** The part of a workflow's definition that says how often it may be started. */
const definitionSchema = z.object({
  triggers: z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      runtimeConfiguration: z
        .object({
          concurrency: z.object({ runs: z.number().optional(), maximumWaitingRuns: z.number().optional() }).optional(),
        })
        .optional(),
    }),
  ),
});

export const rule = resourceRule({
  id: "LSMON018",
  title: "Alerts start training one at a time, and not in a storm",
  why: `An alert that flutters posts every minute, and each post would train a model anew: money spent on the same data. One post
at a time, few that wait and a time to cool down make one retraining of them.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:RE"],
  remediation: "Set `retraining.coolDownMinutes` to 1 or more; `concurrency.runs: 1` on the workflow's trigger.",
  example: "config:\n  lakestage:retraining:\n    coolDownMinutes: 360",
  types: ["azure-native:logic:Workflow"],
  check({ props }, report) {
    const triggers = definitionSchema.safeParse(props.definition).data?.triggers ?? {};
    for (const [name, { runtimeConfiguration, type }] of Object.entries(triggers)) {
      // A clock does not flutter.
      if (type === "Recurrence") continue;
      const { maximumWaitingRuns = FEW, runs } = runtimeConfiguration?.concurrency ?? {};
      const path = `definition.triggers.${name}.runtimeConfiguration.concurrency`;
      if (runs !== 1) report(`${runs ?? "any number of"} posts are handled at a time`, `${path}.runs`);
      if (maximumWaitingRuns > FEW) report(`${maximumWaitingRuns} posts may wait`, `${path}.maximumWaitingRuns`);
    }
    const minutes: unknown = props.parameters?.coolDownMinutes?.value;
    if (minutes !== undefined && Number(minutes) < 1)
      report("there is no time to cool down", "parameters.coolDownMinutes");
  },
});
