import { type DatabricksClient, objectOf, textOf, type Values, valuesOf } from "../../databricks-client";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { type Interruption, pauseUnless } from "../interruption";

/** Members of a served entity that the service answers with and takes from nobody. */
const ANSWERED_ONLY = ["creation_timestamp", "creator", "foundation_model", "state"];

/** Between looks at a roll-out, in milliseconds. */
const PAUSE = 1000;

/** As many looks as half an hour has. */
const LOOKS = 1800;

/** The versions that an endpoint's entities serve, by their names. */
export interface Served {
  champion: number;
  challenger: number;
}

/**
 * Points an endpoint's entities `champion` and `challenger` at these versions, and waits for the roll-out, during which the
 * former answer. All other settings stay.
 * @returns which entities serve another version now, as `champion 4 → 3`; none where they did already.
 * @throws CommandError where the roll-out fails or does not end. DatabricksError.
 */
export async function serveVersions(
  client: DatabricksClient,
  endpoint: string,
  served: Served,
  interruption: Pick<Interruption, "requested">,
): Promise<string[]> {
  const path = `/api/2.0/serving-endpoints/${encodeURIComponent(endpoint)}`;
  const { config } = await client.get(path);
  const { served_entities: entities, traffic_config: traffic } = objectOf(config);
  const moved: string[] = [];
  const wanted = valuesOf(entities).map((entity): Values => {
    const asked = Object.fromEntries(Object.entries(entity).filter(([member]) => !ANSWERED_ONLY.includes(member)));
    const name = textOf(entity.name) ?? "";
    const version = name === "champion" || name === "challenger" ? String(served[name]) : undefined;
    if (version === undefined || version === entity.entity_version) return asked;
    moved.push(`${name} ${textOf(entity.entity_version)} → ${version}`);
    return { ...asked, entity_version: version };
  });
  if (moved.length === 0) return [];
  await client.change("PUT", `${path}/config`, {
    served_entities: wanted,
    ...(traffic ? { traffic_config: traffic } : {}),
  });
  await rolledOut(client, path, endpoint, interruption);
  return moved;
}

async function rolledOut(
  client: DatabricksClient,
  path: string,
  endpoint: string,
  interruption: Pick<Interruption, "requested">,
): Promise<void> {
  for (let look = 0; look < LOOKS && !interruption.requested; look++) {
    const state = objectOf((await client.get(path)).state);
    if (state.config_update === "NOT_UPDATING") return;
    if (state.config_update === "UPDATE_FAILED" || state.config_update === "UPDATE_CANCELED") {
      throw new CommandError(
        `The roll-out of the endpoint ${endpoint} failed: it goes on serving what it served before.`,
        ExitCode.notDone,
      );
    }
    await pauseUnless(interruption, PAUSE);
  }
  throw new CommandError(`The endpoint ${endpoint} is still rolling out.`, ExitCode.interrupted);
}
