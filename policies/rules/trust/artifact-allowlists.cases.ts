import { add, type RuleCases } from "../../cases/planted";

const allowed = (artifact: string, artifactType = "INIT_SCRIPT") =>
  add("databricks:index/artifactAllowlist:ArtifactAllowlist", "allowed", {
    artifactType,
    artifactMatchers: [{ artifact, matchType: "PREFIX_MATCH" }],
  });

export const cases: RuleCases = {
  caught: [
    { name: "everything", changes: [allowed("/")], says: "it allows /" },
    {
      name: "a catalog that begins as ours does",
      changes: [allowed("/Volumes/prod")],
      says: "everything that begins so",
    },
    { name: "all volumes of a schema", changes: [allowed("/Volumes/prod/flight_delay/")], says: "no volume" },
    {
      name: "jars of development",
      changes: [allowed("/Volumes/dev/scratch/files/", "LIBRARY_JAR")],
      says: "catalog prod",
    },
    { name: "storage", changes: [allowed("abfss://x@y.dfs.core.windows.net/")], says: "no volume" },
    { name: "all that a publisher publishes", changes: [allowed("com.somebody", "LIBRARY_MAVEN")], says: "publish" },
  ],
  leftAlone: [
    { name: "a volume of the environment's", changes: [allowed("/Volumes/prod/flight_delay/files/")] },
    {
      name: "a package of Java's by its coordinates",
      changes: [allowed("io.delta:delta-spark_2.12:3.2.0", "LIBRARY_MAVEN")],
    },
  ],
};
