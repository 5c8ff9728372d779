import { z } from "zod";

const stateSchema = z.object({
  /** Whether a provider makes it; components are only groups of resources. */
  custom: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  parent: z.string().nullish(),
  /** URN and id of the provider, joined by `::`. */
  provider: z.string().nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  /** Names of the properties that changed. */
  diffs: z.array(z.string()).nullish(),
  /** By property path; `inputDiff`: whether inputs differ, and not outputs. */
  detailedDiff: z.record(z.string(), z.object({ diffKind: z.string(), inputDiff: z.boolean().optional() })).nullish(),
  old: stateSchema.nullish(),
  new: stateSchema.nullish(),
});

const engineEventSchema = z.object({
  resourcePreEvent: z.object({ metadata: stepSchema }).optional(),
  resOutputsEvent: z.object({ metadata: stepSchema }).optional(),
  resOpFailedEvent: z.object({ metadata: stepSchema }).optional(),
  diagnosticEvent: z
    .object({
      urn: z.string().optional(),
      message: z.string(),
      severity: z.string(),
      /** Shown while it lasts, like a status line; said again if it matters. */
      ephemeral: z.boolean().optional(),
    })
    .optional(),
  policyEvent: z
    .object({
      resourceUrn: z.string().optional(),
      message: z.string(),
      policyName: z.string(),
      enforcementLevel: z.string(),
    })
    .optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()) }).optional(),
  errorEvent: z.object({ error: z.string() }).optional(),
});

/** One event of the engine's stream (`--json`): the members that are of use here, of which one is present. */
export type EngineEvent = z.infer<typeof engineEventSchema>;

/** What the engine does, or would do, to one resource. */
export type Step = z.infer<typeof stepSchema>;

/** Reads one line of the stream; undefined where the line is none of its events. */
export function readEngineEvent(line: string): EngineEvent | undefined {
  // Of the engine's many debugging lines none is of use here; they are not worth parsing.
  if (!line.startsWith("{") || line.includes('"severity":"debug"')) return undefined;
  try {
    return engineEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
