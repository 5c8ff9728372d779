import { add, type RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";

const STACK = "prod.flight-delay";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job's image of a public registry",
      stack: STACK,
      changes: [firstCluster("training", { dockerImage: { url: "ghcr.io/somebody/image:1" } })],
      says: "ghcr.io/somebody/image:1",
    },
    {
      name: "an image without a registry, which is Docker Hub's",
      stack: STACK,
      changes: [firstCluster("training", { dockerImage: { url: "databricksruntime/standard:latest" } })],
      says: "databricksruntime/standard",
    },
    {
      name: "an image that a pool of machines loads beforehand",
      changes: [
        add("databricks:index/instancePool:InstancePool", "pool", {
          instancePoolName: "pool",
          idleInstanceAutoterminationMinutes: 10,
          preloadedDockerImages: [{ url: "docker.io/somebody/image" }],
        }),
      ],
      says: "docker.io/somebody/image",
    },
    {
      name: "a cluster policy that lets people choose the image",
      changes: [
        add("databricks:index/clusterPolicy:ClusterPolicy", "more", {
          name: "more",
          definition: JSON.stringify({ "docker_image.url": { type: "unlimited" } }),
        }),
      ],
      says: "people choose",
    },
    {
      name: "a standing cluster's image",
      changes: [
        add("databricks:index/cluster:Cluster", "shared", {
          sparkVersion: "16.4.x-scala2.12",
          dockerImage: { url: "https://registry.example/image" },
        }),
      ],
      says: "registry.example/image",
    },
  ],
  leftAlone: [
    {
      name: "a cluster policy that forbids images",
      changes: [
        add("databricks:index/clusterPolicy:ClusterPolicy", "more", {
          name: "more",
          definition: JSON.stringify({ "docker_image.url": { type: "forbidden" } }),
        }),
      ],
    },
  ],
};
