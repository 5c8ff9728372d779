import { type RuleCases, set } from "../../cases/planted";

const job = "databricks:index/job:Job";
const CLUSTER = "jobClusters[0].newCluster";

export const cases: RuleCases = {
  caught: [
    {
      name: "a key that opens the machines",
      stack: "prod.flight-delay",
      changes: [set(job, "features", { [`${CLUSTER}.sshPublicKeys`]: ["ssh-ed25519 AAAA somebody"] })],
      says: "signs in to its machines",
    },
    {
      name: "logs in DBFS",
      stack: "dev.flight-delay",
      changes: [
        set(job, "features", { [`${CLUSTER}.clusterLogConf`]: { dbfs: { destination: "dbfs:/cluster-logs" } } }),
      ],
      says: "its logs leave for no volume",
    },
    {
      name: "logs in another environment's volume",
      stack: "prod.flight-delay",
      changes: [
        set(job, "features", {
          [`${CLUSTER}.clusterLogConf`]: { volumes: { destination: "/Volumes/dev/flight_delay/files/logs" } },
        }),
      ],
      says: "its logs leave for /Volumes/dev",
    },
    {
      name: "a file share of somebody's",
      stack: "staging.flight-delay",
      changes: [
        set(job, "features", {
          [`${CLUSTER}.clusterMountInfos`]: [
            { localMountDirPath: "/mnt/share", networkFilesystemInfo: { serverAddress: "nfs.stranger.example" } },
          ],
        }),
      ],
      says: "a file share is mounted",
    },
  ],
  leftAlone: [
    {
      name: "logs in a volume of the environment's",
      stack: "prod.flight-delay",
      changes: [
        set(job, "features", {
          [`${CLUSTER}.clusterLogConf`]: { volumes: { destination: "/Volumes/prod/flight_delay/files/logs" } },
        }),
      ],
    },
  ],
};
