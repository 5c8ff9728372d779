import type { Path, ProjectSettings } from "../../../infra/config";
import { projectNames } from "../../../infra/program/project-names";

/**
 * The section of a project's file that each component of its stack is made from, by the component's name. What is not
 * here comes from the file as a whole.
 */
export function sectionsByComponent(project: ProjectSettings): ReadonlyMap<string, Path> {
  // Only of objects' own names are the environment and the prefix a part.
  const { suffix } = projectNames({ prefix: "", environment: "", project: project.name });
  const sections: [string, Path][] = [
    ["schemas", ["schema"]],
    ["code", ["source"]],
    ["features", ["features"]],
    ["monitoring", ["monitoring"]],
    ["integration-test", ["integrationTest"]],
    ["snapshot", ["snapshots"]],
    ["snapshot-tables", ["snapshots"]],
    ["snapshot-code", ["snapshots"]],
    ["snapshot-identity", ["snapshots"]],
    ["online-store", ["onlineStore"]],
    ["dashboard", ["dashboard"]],
    ...keyed(project.monitors, (name) => [`monitor-${name}`, ["monitors", name]]),
    ...keyed(project.alerts, (name) => [`alert-${name}`, ["alerts", name]]),
    ...keyed(project.jobs, (name) => [name, ["jobs", name]]),
  ];
  for (const model of Object.keys(project.models)) {
    const own: Path = ["models", model];
    const alert = Object.entries(project.alerts).find(([, { retrain }]) => retrain === model)?.[0];
    sections.push(
      [`model${suffix(model)}`, own],
      [`training${suffix(model)}`, [...own, "training"]],
      [`batch-inference${suffix(model)}`, [...own, "batch"]],
      [`streaming-inference${suffix(model)}`, [...own, "streaming"]],
      [`tuning${suffix(model)}`, ["tuning"]],
      [`endpoint${suffix(model)}`, [...own, "online"]],
      [`retraining${suffix(model)}`, alert === undefined ? own : ["alerts", alert, "retrain"]],
    );
  }
  return new Map(sections);
}

const keyed = (entries: object, section: (name: string) => [string, Path]): [string, Path][] =>
  Object.keys(entries).map(section);
