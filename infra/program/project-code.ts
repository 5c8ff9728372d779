import * as pulumi from "@pulumi/pulumi";
import { ProjectCode } from "../components/ml/project-code";
import type { ProjectFolder } from "../components/ml/project-folder";
import { accessTo, type ProjectContext } from "./project-context";

/**
 * Declares a project's task code.
 * @param files `/Volumes/…` path that a wheel goes below, where code comes as one.
 */
export function declareCode(
  context: ProjectContext,
  name: string,
  folder: ProjectFolder,
  files: pulumi.Input<string>,
): ProjectCode {
  const { options, project } = context;
  const { branch, delivery, directory, package: packageName, provider, repository, wheel } = project.source;
  return new ProjectCode(
    name,
    {
      repository,
      provider,
      branch,
      directory,
      package: packageName,
      wheel: delivery === "wheel" && wheel !== undefined ? `${pulumi.getRootDirectory()}/${wheel}` : undefined,
      folder: folder.path,
      files,
      access: { repos: accessTo("repos", context) },
    },
    options,
  );
}
