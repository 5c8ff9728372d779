import { DatabricksError } from "../../databricks-client";
import { endAtOnceOnSignals, Interruption } from "../interruption";
import { caller } from "../models/approval";
import { aliasesOf, type ModelVersion, setAlias, setTag } from "../models/model-version";
import { serveVersions } from "../models/served-versions";
import { CHALLENGER, CHAMPION, PREVIOUS, ROLLED_BACK, VERSION_TAGS } from "../models/version-tags";
import type { Terminal } from "../terminal";
import { type Act, existingVersion, named, type Promotion, refusal, requireConsent, tell } from "./promotion";

/** Makes the Champion before the Champion again, in one step, and has the endpoints serve it. */
export const rollback: Act = async (terminal, promotion, options) => {
  const { model, stack, workspace } = promotion;
  const { client } = workspace;
  const aliases = await aliasesOf(client, model);
  const from = aliases?.get(CHAMPION);
  const to = options.version ?? aliases?.get(PREVIOUS);
  if (to === undefined) {
    throw refusal(
      `${model} has no ${PREVIOUS}, the ${CHAMPION} before: there is none to go back to. ` +
        `Another version becomes ${CHAMPION} where you name it: --version N`,
    );
  }
  const version = await existingVersion(promotion, to);
  const wasChampion = to === from || to === aliases?.get(PREVIOUS);
  requireFit(version, wasChampion);
  if (from !== to) {
    const what = `This makes ${named(version)} the ${CHAMPION} in ${stack.environment}${from ? `, instead of version ${from}` : ""}.`;
    await requireConsent(terminal, stack, what, options);
    await setAlias(client, model, CHAMPION, to);
    terminal.note(`${CHAMPION} of ${model} is version ${to}${from ? `, and no longer ${from}` : " already"}.`);
    if (from !== undefined) await markRolledBack(terminal, promotion, from, options.reason);
  }
  const served = await serve(terminal, promotion, { champion: to, challenger: aliases?.get(CHALLENGER) ?? to });
  const text = `${named(version)} is the ${CHAMPION} ${from === to ? "already" : wasChampion ? "again" : "now"}.`;
  tell(terminal, options, { model, from, to, reason: options.reason, served }, text);
};

/** Who was Champion before is fit to be it again, as a baseline that nobody validates. */
function requireFit(version: ModelVersion, wasChampion: boolean): void {
  const { status = "READY", tags } = version;
  const validation = tags.get(VERSION_TAGS.validationStatus);
  if (status !== "READY") throw refusal(`${named(version)} has no files (${status}): it becomes no ${CHAMPION}.`);
  if (validation === "FAILED") throw refusal(`${named(version)} has failed validation: it becomes no ${CHAMPION}.`);
  if (validation !== "PASSED" && !wasChampion) {
    throw refusal(`${named(version)} has not passed validation: it becomes no ${CHAMPION}.`);
  }
  const by = tags.get(VERSION_TAGS.rejectedBy);
  if (by !== undefined) throw refusal(`${named(version)} was rejected by ${by}: it becomes no ${CHAMPION}.`);
}

/** For whoever reads its lineage. The alias has moved already: what goes wrong here ends nothing. */
async function markRolledBack(
  terminal: Terminal,
  { model, workspace }: Promotion,
  version: number,
  reason: string | undefined,
): Promise<void> {
  try {
    const by = await caller(workspace.client);
    const mark = reason === undefined ? by : `${by}: ${reason}`;
    await setTag(workspace.client, { model, version }, ROLLED_BACK, mark);
  } catch (error) {
    if (!(error instanceof DatabricksError)) throw error;
    terminal.note(`Version ${version} could not be marked as rolled back: ${error.refusal?.message ?? error.message}`);
  }
}

/** Has each endpoint of the model serve these. */
async function serve(
  terminal: Terminal,
  { model, objects, stack, workspace }: Promotion,
  versions: { champion: number; challenger: number },
): Promise<Record<string, string[]>> {
  const served: Record<string, string[]> = {};
  endAtOnceOnSignals();
  const interruption = new Interruption();
  try {
    for (const { name } of objects.endpoints.filter(({ models }) => models.includes(model))) {
      served[name] = await serveVersions(workspace.client, name, versions, interruption);
      const moved = served[name];
      terminal.note(`Endpoint ${name}: ${moved.length === 0 ? "serves it already" : moved.join(", ")}.`);
    }
  } catch (error) {
    const again = `lakestage promote rollback ${stack.name} ${model.split(".").at(-1)} --version ${versions.champion}${workspace.at}`;
    terminal.note(`The alias has moved; the endpoint may still serve another version. To go on: ${again}`);
    throw error;
  } finally {
    interruption.end();
  }
  return served;
}
