import type { z } from "zod";
import { selectedColumns, UNNAMED } from "../../../databricks/selected-columns";
import { queryFault } from "../../../databricks/sql-text";
import { listed, suggestion } from "../../../wording/nearest";
import { QUERY_PLACEHOLDERS, queryText, unknownPlaceholders } from "../query-text";
import { alert } from "../schema/project/monitoring";
import type { EnvironmentSettings } from "../schema/settings";
import { type Contradiction, unknownName } from "./contradiction";
import { judged, type SoundParts } from "./sound-parts";

/** The environment's notification destinations by the names that alerts call them. */
export const DESTINATIONS = ["email", "slack", "teams", "webhook"] as const;

/** What each check regards: a mistake in other settings of the alert hides none of what it says. */
const REGARDED = {
  listeners: alert.pick({ notify: true, retrain: true }),
  training: alert.pick({ retrain: true }),
  query: alert.pick({ column: true, query: true }),
};

type Regarded<Check extends keyof typeof REGARDED> = z.output<(typeof REGARDED)[Check]>;

/** @param environment undefined where it cannot be known: then nothing is said of its destinations. */
export const alertProblems = (
  { each, modelNames }: SoundParts,
  environment: EnvironmentSettings | undefined,
): Contradiction[] =>
  Object.entries(each.alerts).flatMap(([name, part]) =>
    [
      ...judged(REGARDED.listeners, part, (alert) => [
        ...listenerProblems(alert, modelNames),
        ...(environment ? missingDestinations(alert, environment) : []),
      ]),
      ...judged(REGARDED.training, part, (alert) => (environment ? unreachedTraining(alert, environment) : [])),
      ...judged(REGARDED.query, part, queryProblems),
      ...(part.sound === undefined ? [] : thresholdProblems(part.sound)),
    ].map((found) => ({ ...found, path: ["alerts", name, ...found.path] })),
  );

function listenerProblems({ notify, retrain }: Regarded<"listeners">, models: readonly string[]): Contradiction[] {
  const found: Contradiction[] = [];
  if (notify.length === 0 && retrain === undefined) {
    found.push({ path: [], message: "nobody hears of it: it needs notify, such as notify: [team], or retrain" });
  }
  if (retrain !== undefined && !models.includes(retrain)) {
    found.push({ path: ["retrain"], message: unknownName("model", retrain, models) });
  }
  return found;
}

function missingDestinations(
  { notify }: Regarded<"listeners">,
  { notifications }: EnvironmentSettings,
): Contradiction[] {
  return notify.flatMap((who, index) => {
    const destination = DESTINATIONS.find((known) => known === who);
    if (destination === undefined) return [];
    const there = destination === "email" ? notifications.email.length > 0 : notifications[destination] !== undefined;
    if (there) return [];
    return [
      {
        path: ["notify", index],
        message: `the environment has no "${destination}" to notify: set it in lakestage:notifications, or notify team`,
        here: "none",
      },
    ];
  });
}

/** What an alert starts, Azure calls from addresses of its own: past the workspace's doors it must be let in. */
function unreachedTraining(
  { retrain }: Regarded<"training">,
  { network, retraining, workspace }: EnvironmentSettings,
): Contradiction[] {
  if (retrain === undefined) return [];
  if (!network.publicAccess) {
    const message =
      "starts training by a call from the internet, which the environment shuts out: leave it out, and let training start by its schedule or by a table";
    return [{ path: ["retrain"], message, here: "network.publicAccess is off" }];
  }
  if (workspace.ipAccessList.length === 0 || retraining.callerAddresses.length > 0) return [];
  const message =
    "starts training by a call of Azure's Logic Apps, which the environment shuts out: set retraining.callerAddresses to their addresses in the region";
  return [{ path: ["retrain"], message, here: "workspace.ipAccessList" }];
}

/** What is counted, or how far values lie apart, is never below 0. */
function thresholdProblems({ aggregate, fires: { threshold, when } }: z.output<typeof alert>): Contradiction[] {
  if (aggregate !== "count" && aggregate !== "stddev") return [];
  const never = when === "below" ? threshold <= 0 : (when === "atMost" || when === "equal") && threshold < 0;
  const always = when === "atLeast" ? threshold <= 0 : (when === "above" || when === "notEqual") && threshold < 0;
  if (!never && !always) return [];
  const message = `it would ${never ? "never" : "always"} fire: a ${aggregate} is 0 at least`;
  return [{ path: ["fires", "threshold"], message }];
}

function queryProblems({ column, query }: Regarded<"query">): Contradiction[] {
  const unknown = unknownPlaceholders(query);
  if (unknown.length > 0) {
    const known = `; there are {${QUERY_PLACEHOLDERS.join("}, {")}}`;
    return unknown.map((name) => ({
      path: ["query"],
      message: `{${name}} stands for nothing${suggestion(name, QUERY_PLACEHOLDERS) || `${known}, and {{${name}}} for the braces themselves`}`,
    }));
  }
  // Names in place of those that the environment gives.
  const text = queryText(query, { catalog: "c", schema: "s", monitoring: "m" });
  const fault = queryFault(text);
  if (fault !== undefined) return [{ path: ["query"], message: `"query" ${fault}` }];
  return columnProblem(column, selectedColumns(text));
}

/** Of a column without a name the service makes one up, which nothing that looks like a name can be. */
function columnProblem(column: string, columns: ReturnType<typeof selectedColumns>): Contradiction[] {
  const names = columns?.filter((name) => name !== UNNAMED) ?? [];
  const hasUnnamed = columns !== undefined && names.length < columns.length;
  if (!columns || (hasUnnamed && !/^\w+$/.test(column))) return [];
  if (names.some((name) => name.toLowerCase() === column.toLowerCase())) return [];
  const naming = `give one a name in the query: AS ${column}`;
  const known = suggestion(column, names) || (names.length > 0 ? `; it must be ${listed(names)}` : "");
  const advice = hasUnnamed && !known.includes("did you mean") ? `${known ? `${known}, or ` : "; "}${naming}` : known;
  return [{ path: ["column"], message: `the query answers with no column "${column}"${advice}` }];
}
