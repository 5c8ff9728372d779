/** What may be put on a job, and so on its clusters and on their machines in Azure. */
export const MOST_TAGS_OF_A_JOB = 25;

/** Tags that a job's cluster gets from Databricks: one of ours of such a name would be kept as `x_creator`. */
const OF_A_CLUSTER = ["vendor", "creator", "clusterid", "clustername", "jobid", "runname"];

/** How many those are, of the tags that a machine in Azure can have. */
export const TAGS_OF_A_CLUSTER = OF_A_CLUSTER.length;

export const isTagOfACluster = (name: string): boolean => OF_A_CLUSTER.includes(name.toLowerCase());

/** Azure gets a cluster's tags, and takes no more characters. */
export const LONGEST_TAG_VALUE = 256;

/** What is not Latin-1, Databricks leaves out without a word. */
export const LATIN_1 = /^[\u0020-\u007e\u00a0-\u00ff]*$/;
