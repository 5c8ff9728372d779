import type { Estate } from "../../test/harness/estate";
import { operatorOf } from "../measure/control-plane-use";
import { BareServer } from "./bare-server";
import { loadServer, type Throughput } from "./load";

const DATA_SCIENTIST = "data.scientist@lakestage.example";
const DEPLOYER = "lakestage-deployer";

/** What a deployed workspace has that the requests name. */
export interface LoadedWorkspace {
  address: string;
  catalog: string;
  warehouseId: string;
}

export interface ThroughputRun {
  controlPlane: Throughput;
  /** A bare server on the same HTTP server and database. */
  bare: Throughput;
  /** The same with Hono's routes: what was compared with before. */
  routed: Throughput;
}

/** Loads the control plane, which authorises every request, and then the bare servers. */
export async function measureThroughput(
  estate: Estate,
  { address, catalog, warehouseId }: LoadedWorkspace,
  { runs, seconds, progress }: { runs: number; seconds: number; progress: (what: string) => void },
): Promise<ThroughputRun[]> {
  const [scientist, deployer] = [await estate.token(DATA_SCIENTIST), await estate.token(DEPLOYER)];
  const mix = [
    { path: `/api/2.1/unity-catalog/catalogs/${catalog}`, token: scientist },
    { path: `/api/2.0/permissions/sql/warehouses/${warehouseId}`, token: deployer },
    { path: "/api/2.0/policies/clusters/list", token: deployer },
    { path: "/api/2.0/preview/scim/v2/Me", token: scientist },
  ];
  const ofBare = mix.map(({ token }, index) => ({ path: `/objects/${String(index).padStart(6, "0")}`, token }));
  const { pid } = await (await operatorOf(estate)).status();
  const bare = await BareServer.start("adapter", [scientist, deployer]);
  const routed = await BareServer.start("hono", [scientist, deployer]);
  try {
    const results: ThroughputRun[] = [];
    for (let run = 1; run <= runs; run++) {
      progress(`throughput, run ${run} of ${runs}`);
      results.push({
        controlPlane: await loadServer({ address, pid }, mix, seconds),
        bare: await loadServer(bare.loaded, ofBare, seconds),
        routed: await loadServer(routed.loaded, ofBare, seconds),
      });
    }
    return results;
  } finally {
    bare.stop();
    routed.stop();
  }
}
