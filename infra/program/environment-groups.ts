import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi";
import { z } from "zod";
import { type AccountGroup, findAccountGroup, UnknownGroupError } from "../components/identity/account-groups";
import { describeProblems, type EnvironmentSettings, type Locate, type Problem } from "../config";

/** The account's groups of people, by the part that they play. */
export type EnvironmentGroups = { readonly [role in keyof EnvironmentSettings["groups"]]: AccountGroup };

const group = z.object({ id: z.string(), name: z.string() });

/** The groups as a stack gives them to others. */
export const groupsSchema = z.object({ dataScientists: group, mlEngineers: group, platformAdmins: group });

/**
 * Looks all groups of the settings up, before anything is declared: an unknown one must not leave half a stack.
 * @param last Those that need not be looked up again, which only an account admin may.
 */
export async function findEnvironmentGroups(
  { groups }: EnvironmentSettings,
  account: pulumi.ProviderResource,
  locate: Locate,
  last: EnvironmentGroups | undefined,
): Promise<EnvironmentGroups> {
  const problems: Problem[] = [];
  const find = async (role: keyof EnvironmentGroups): Promise<AccountGroup> => {
    const known = last?.[role];
    if (known?.name === groups[role]) return known;
    try {
      return await findAccountGroup(groups[role], account);
    } catch (error) {
      if (!(error instanceof UnknownGroupError)) throw notToBeLookedUp(error);
      problems.push(
        locate(
          ["groups", role],
          `${error.message}: make it in the directory and add it to the account, or name another`,
        ),
      );
      return { id: "", name: error.groupName };
    }
  };
  const [dataScientists, mlEngineers, platformAdmins] = await Promise.all([
    find("dataScientists"),
    find("mlEngineers"),
    find("platformAdmins"),
  ]);
  if (problems.length > 0) throw new RunError(describeProblems(problems));
  return { dataScientists, mlEngineers, platformAdmins };
}

/** Most often somebody deploys a platform who may not. */
function notToBeLookedUp(error: unknown): RunError {
  const message = error instanceof Error ? error.message : String(error);
  // The provider counts its errors, and lists each after an asterisk.
  const [, said = message] = /\* (.+)/.exec(message) ?? [];
  return new RunError(`the account's groups cannot be looked up, which takes an account admin: ${said.trim()}`);
}
