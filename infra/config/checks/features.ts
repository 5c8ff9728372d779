import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export function featureProblems({ features, hasOnlineStore }: SoundParts): Contradiction[] {
  if (!features) return [];
  const own = Object.keys(features.tables);
  return [
    ...Object.entries(features.tables).flatMap(([name, { online, primaryKey, timestamp }]) => {
      const at = ["features", "tables", name];
      const found: Contradiction[] = [];
      if (online && !hasOnlineStore) {
        found.push({
          path: [...at, "online"],
          message: '"online" needs a section onlineStore: in the project, to keep the copy in',
        });
      }
      if (timestamp !== undefined && primaryKey.includes(timestamp)) {
        found.push({ path: [...at, "timestamp"], message: `"${timestamp}" is part of the primary key already` });
      }
      return found;
    }),
    ...(features.start.onTableUpdate ?? []).flatMap((table, index) =>
      own.includes(table)
        ? [
            {
              path: ["features", "start", "onTableUpdate", index],
              message: `"${table}" is written by the job itself, which would start itself for ever: name what it reads`,
            },
          ]
        : [],
    ),
  ];
}
