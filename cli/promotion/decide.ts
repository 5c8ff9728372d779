import { DatabricksError } from "../../databricks-client";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import {
  approvalOf,
  approve as approveVersion,
  awaitingVersions,
  caller,
  reject as rejectVersion,
} from "../models/approval";
import { approversOf } from "../models/approvers";
import { aliasesOf, type ModelVersion } from "../models/model-version";
import { CHALLENGER, VERSION_TAGS } from "../models/version-tags";
import { hasEnded, outcomeOf, readRun, repairRun } from "../runs/job-run";
import type { Terminal } from "../terminal";
import type { ProjectStack } from "../workspaces/project-stack";
import { type Act, about, existingVersion, named, type Promotion, refusal, requireConsent, tell } from "./promotion";

/** Says that a version may be deployed, and lets the run go on that waits for it. */
export const approve: Act = async (terminal, promotion, options) => {
  const { model, stack, workspace } = promotion;
  const { client } = workspace;
  const by = await caller(client);
  requireApprover(stack, model, by);
  const version = await judgedVersion(promotion, options.version);
  const given = approvalOf(version);
  if (given !== undefined) throw refusal(`${named(version)} does not wait: its approval is there (${given}).`);
  if (version.tags.get(VERSION_TAGS.validationStatus) !== "PASSED") {
    const status = version.tags.get(VERSION_TAGS.validationStatus) ?? "nobody has validated it";
    throw refusal(`${named(version)} has not passed validation (${status}): only what has is approved.`);
  }
  await requireConsent(terminal, stack, `This lets ${named(version)} be deployed in ${stack.environment}.`, options);
  await approveVersion(client, version, by);
  const run = options.repair === false ? undefined : await goOn(terminal, promotion, version);
  tell(terminal, options, { ...about(version), approvedBy: by, run }, `${named(version)} is approved by ${by}.`);
};

/** Says that a version may not be deployed. */
export const reject: Act = async (terminal, promotion, options) => {
  const { model, stack, workspace } = promotion;
  const by = await caller(workspace.client);
  requireApprover(stack, model, by);
  const version = await judgedVersion(promotion, options.version);
  await requireConsent(terminal, stack, `This keeps ${named(version)} from ${stack.environment}.`, options);
  await rejectVersion(workspace.client, version, by, options.reason);
  const rejected = { ...about(version), rejectedBy: by, reason: options.reason };
  tell(terminal, options, rejected, `${named(version)} is rejected by ${by}.`);
};

/** @throws CommandError where none waits, or several do and none of them is the Challenger. */
async function judgedVersion(promotion: Promotion, version: number | undefined): Promise<ModelVersion> {
  const { model, stack, workspace } = promotion;
  if (version !== undefined) return await existingVersion(promotion, version);
  const aliases = await aliasesOf(workspace.client, model);
  const waiting = await awaitingVersions(workspace.client, model, aliases);
  const [only] = waiting;
  if (!only) {
    const name = model.split(".").at(-1);
    throw refusal(
      `No version of ${model} waits for an approval: lakestage promote status ${stack.name} ${name}${workspace.at}`,
    );
  }
  const challenger = waiting.find((each) => each.version === aliases?.get(CHALLENGER));
  if (challenger) return challenger;
  if (waiting.length === 1) return only;
  const numbers = waiting.map((each) => each.version).join(", ");
  throw refusal(`Several versions of ${model} wait for an approval: ${numbers}. Say which: --version N`);
}

/** The task that deploys looks as well; told here, nobody waits for its word. */
function requireApprover(stack: ProjectStack, model: string, by: string): void {
  const approvers = approversOf(stack, model);
  if (approvers === undefined || approvers.includes(by)) return;
  throw new CommandError(
    `${by} may not decide on ${model}: its approvers are ${approvers.join(", ")} (projects/${stack.project}.yaml).`,
    ExitCode.notDone,
  );
}

/**
 * Repairs the run that the version is of, where it ended for want of the approval; one that still waits finds it by itself.
 * @returns the run's id, where there is one to go on.
 */
async function goOn(
  terminal: Terminal,
  { objects, workspace }: Promotion,
  { tags }: ModelVersion,
): Promise<number | undefined> {
  const id = Number(tags.get(VERSION_TAGS.jobRun));
  if (!Number.isSafeInteger(id) || id <= 0) return undefined;
  const { client } = workspace;
  try {
    const run = await readRun(client, id);
    if (!objects.jobs.some((job) => job.id === run.job_id)) return undefined;
    if (hasEnded(run)) {
      if (outcomeOf(run) !== "failed") return undefined;
      await repairRun(client, run);
    }
    terminal.note(`Run ${id} goes on: lakestage logs ${id} --follow${workspace.at}`);
    return id;
  } catch (error) {
    if (!(error instanceof DatabricksError)) throw error;
    const why = error.refusal?.message ?? error.reason;
    terminal.note(
      `The run ${id} does not go on by itself (${why}). Who may: lakestage runs repair ${id}${workspace.at}`,
    );
    return undefined;
  }
}
