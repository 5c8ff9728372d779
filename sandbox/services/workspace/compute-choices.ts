import type { Behaviour, Service } from "../../control-plane";
import choices from "./compute-choices.json";
import further from "./further-node-types.json";

const MEGABYTES = 1024;

/** A size of virtual machine; `gpus` is there for those that have some. */
interface MachineSize {
  id: string;
  category: string;
  memoryGb: number;
  cores: number;
  gpus?: number;
  photon: boolean;
  /** Of the temporary disk that Azure gives the size; none: it has no such disk. */
  localDiskGb?: number;
  /** Of each NVMe disk, and how many there are. */
  nvmeDiskGb?: number;
  nvmeDisks?: number;
}

function nodeType({ id, category, memoryGb, cores, gpus = 0, photon, ...disks }: MachineSize): object {
  const { localDiskGb = 0, nvmeDiskGb = 0, nvmeDisks = 0 } = disks;
  return {
    node_type_id: id,
    memory_mb: memoryGb * MEGABYTES,
    num_cores: cores,
    num_gpus: gpus,
    description: id,
    instance_type_id: id,
    is_deprecated: false,
    category,
    support_ebs_volumes: true,
    support_cluster_tags: true,
    node_instance_type: {
      instance_type_id: id,
      local_disks: localDiskGb > 0 ? 1 : 0,
      local_disk_size_gb: localDiskGb,
      local_nvme_disks: nvmeDisks,
      local_nvme_disk_size_gb: nvmeDiskGb,
    },
    is_hidden: false,
    support_port_forwarding: true,
    display_order: 0,
    is_io_cache_enabled: photon,
    photon_worker_capable: photon,
    photon_driver_capable: photon,
  };
}

/** Those that most use, and the rest of their families. */
const nodeSizes: readonly MachineSize[] = [...(choices.nodeTypes as MachineSize[]), ...further];

const listNodeTypes: Behaviour = () => ({ node_types: nodeSizes.map(nodeType) });

const listSparkVersions: Behaviour = () => ({ versions: choices.sparkVersions });

/** The runtimes and machines that clusters may be made of: a fixed selection of the service's. */
export const computeChoicesService: Service = {
  "compute.Clusters.ListNodeTypes": listNodeTypes,
  "compute.Clusters.SparkVersions": listSparkVersions,
};
