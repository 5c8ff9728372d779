import { MOST_TAGS } from "../../../azure/tags";
import { isTagOfACluster, TAGS_OF_A_CLUSTER } from "../../../databricks/tags";
import { OWN_AZURE_TAGS, OWN_TAGS } from "../names";
import type { EnvironmentSettings } from "../schema/settings";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** @param environment undefined where it cannot be known: then nothing is said of its own tags. */
export const tagProblems = (
  { tags = {} }: SoundParts,
  environment: Pick<EnvironmentSettings, "azure"> | undefined,
): Contradiction[] => [
  ...OWN_TAGS.filter((tag) => tag in tags).map((tag) => ({
    path: ["tags", tag],
    message: `every project gets the tag "${tag}" by itself: take it out`,
  })),
  ...Object.keys(tags)
    .filter(isTagOfACluster)
    .map((tag) => ({
      path: ["tags", tag],
      message: `every cluster gets a tag "${tag}" from Databricks, which would keep yours as x_${tag}: take another name`,
    })),
  ...(environment ? tooManyTogether(tags, environment) : []),
];

/** A cluster's machines in Azure have the workspace's tags, the cluster's and Databricks' own. */
function tooManyTogether(tags: Record<string, string>, { azure }: Pick<EnvironmentSettings, "azure">): Contradiction[] {
  const theirs = Object.keys(azure.tags).length + OWN_AZURE_TAGS.length;
  const count = theirs + Object.keys(tags).length + OWN_TAGS.length + TAGS_OF_A_CLUSTER;
  if (count <= MOST_TAGS) return [];
  const message = `a cluster's machines would have more than the ${MOST_TAGS} tags that Azure takes, with those of azure.tags and Databricks' own: some would be left out`;
  return [{ path: ["tags"], message, here: `${count}` }];
}
