import { loadEnvironment, loadProject, SettingsFiles } from "../../infra/config";
import { CHECKOUT } from "../checkout";
import type { ProjectStack } from "../workspaces/project-stack";

/**
 * Who may approve versions of a model, as the project's file says. Undefined where it names nobody: then whoever may tag the
 * version may; and where the files cannot be read, which keeps nobody from approving: the task that deploys looks as well.
 */
export function approversOf({ environment, project }: ProjectStack, model: string): readonly string[] | undefined {
  const files = SettingsFiles.in(CHECKOUT);
  const loaded = loadEnvironment(files, environment);
  if (!loaded.ok) return undefined;
  const settings = loadProject(files, project, loaded.settings);
  const approval = settings.ok ? settings.settings.models[model.split(".").at(-1) ?? ""]?.approval : undefined;
  return approval?.rule === "manual" ? approval.approvers : undefined;
}
