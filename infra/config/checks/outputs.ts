import { requestsTable } from "../names";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** Two that write one table would mix what they write. */
export function sharedOutputs({ models, tableNames }: SoundParts): Contradiction[] {
  const writers = [
    ...tableNames.map((table) => ({ table, who: "the features job", path: ["features", "tables", table] })),
    ...Object.entries(models)
      .filter(([, { inference, online }]) => inference.includes("online") && online.inferenceTable)
      .map(([model]) => ({
        table: requestsTable(model),
        who: `the endpoint of ${model}, which keeps requests there,`,
        path: ["models", model, "online"],
      })),
    ...Object.entries(models).flatMap(([model, settings]) =>
      (["batch", "streaming"] as const)
        .filter((kind) => settings.inference.includes(kind))
        .map((kind) => ({
          table: settings[kind].output,
          who: `${kind} inference of ${model}`,
          path: ["models", model, kind, "output"],
        })),
    ),
  ];
  return writers.flatMap(({ path, table }, index) => {
    const earlier = writers.slice(0, index).find((other) => other.table === table);
    if (!earlier) return [];
    return [{ path, message: `"${table}" is written by ${earlier.who} too: give each a table of its own` }];
  });
}
