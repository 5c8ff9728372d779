import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Estate } from "../../test/harness/estate";
import { freePorts } from "../../test/harness/free-ports";
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
  peer: Throughput;
}

/** Loads the control plane, which authorises every request, and then a bare server on the same framework and database. */
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
  const peer = await startPeer([scientist, deployer]);
  try {
    const ofPeer = mix.map(({ token }, index) => ({ path: `/objects/${index}`, token }));
    const results: ThroughputRun[] = [];
    for (let run = 1; run <= runs; run++) {
      progress(`throughput, run ${run} of ${runs}`);
      results.push({
        controlPlane: await loadServer({ address, requests: mix, seconds }),
        peer: await loadServer({ address: peer.address, requests: ofPeer, seconds }),
      });
    }
    return results;
  } finally {
    peer.stop();
  }
}

async function startPeer(tokens: string[]): Promise<{ address: string; stop(): void }> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-peer-"));
  const port = await freePorts(1);
  const child = fork(join(__dirname, "peer.ts"), [join(directory, "peer.db"), String(port), ...tokens], {
    execArgv: ["--require", require.resolve("tsx/cjs")],
  });
  const stop = (): void => {
    child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the peer ended with ${code}`)));
  });
  return { address: `http://127.0.0.1:${port}`, stop };
}
