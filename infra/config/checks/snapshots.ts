import { aggregateIn } from "../../../databricks/sql-functions";
import { expressionFault } from "../../../databricks/sql-text";
import { monitoringSchemaOf, schemaOf } from "../names";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export function snapshotProblems({ schema, snapshots }: SoundParts, project: string): Contradiction[] {
  const main = schema ?? schemaOf(project);
  const own = [main, monitoringSchemaOf(main)];
  const named = Object.keys(snapshots?.tables ?? {}).map((name) => {
    const [table = "", inSchema = main] = name.split(".").reverse();
    return { name, table, inSchema, path: ["snapshots", "tables", name] };
  });
  return named.flatMap(({ inSchema, name, path, table }, index) => {
    const found: Contradiction[] = [];
    if (!own.includes(inSchema)) {
      const message = `"${name}" is not the project's: only tables of its schemas, ${own.join(" and ")}, are copied`;
      found.push({ path, message });
    }
    const earlier = named.slice(0, index).find((other) => other.table === table);
    if (earlier) {
      found.push({ path, message: `the copies of "${name}" and "${earlier.name}" would have one name: take one out` });
    }
    const { where } = snapshots?.tables[name] ?? {};
    const aggregate = where === undefined ? undefined : aggregateIn(where);
    const fault =
      where === undefined
        ? undefined
        : (expressionFault(where) ?? (aggregate && `cannot hold ${aggregate}(): it is told of each row by itself`));
    if (fault !== undefined) found.push({ path: [...path, "where"], message: `"where" ${fault}` });
    return found;
  });
}
