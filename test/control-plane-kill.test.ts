import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chosenCases } from "./harness/chosen-cases";
import { Estate } from "./harness/estate";

const KILLS = 20;
/** Clients that write at the same time, so that a kill always falls into a write. */
const WRITERS = 8;
const ACCOUNT = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const MINUTES = 60_000;

/** By how much each has written when it is killed: the more, the later. */
const kills = chosenCases({
  name: "kills of a control plane",
  cases: Array.from({ length: KILLS }, (_, kill) => kill),
  inSample: (kill) => kill % 4 === 0,
  touchedBy: (file) => /^sandbox\/(control-plane|lifecycle)\//.test(file) && !file.endsWith(".test.ts"),
});

test(
  `a control plane killed while it writes loses nothing that it acknowledged, ${kills.length} times over`,
  async () => {
    const estate = await Estate.create();
    try {
      const acknowledged = new Set<string>();
      for (const kill of kills) {
        await estate.succeed("sandbox", "start");
        const before = acknowledged.size;
        const writing = writeUntilItDies(estate, kill, acknowledged);
        await waitFor(() => acknowledged.size >= before + 5 + kill * 3);
        process.kill(pidOf(estate), "SIGKILL");
        await writing;
      }
      await estate.succeed("sandbox", "start");
      const found = await groupNames(estate);
      expect(acknowledged.size).toBeGreaterThan(kills.length * 5);
      expect([...acknowledged].filter((name) => !found.has(name))).toEqual([]);
    } finally {
      await estate.dispose();
    }
  },
  10 * MINUTES,
);

async function writeUntilItDies(estate: Estate, round: number, acknowledged: Set<string>): Promise<void> {
  const token = await estate.token("lakestage-deployer");
  const groups = `http://127.0.0.1:${estate.firstPort}/api/2.0/accounts/${ACCOUNT}/scim/v2/Groups`;
  const write = async (writer: number): Promise<void> => {
    for (let index = 0; ; index++) {
      const displayName = `group-${round}-${writer}-${index}`;
      const response = await fetch(groups, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ displayName }),
      }).catch(() => undefined);
      if (!response) return; // It is dead: what was under way was not acknowledged.
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      acknowledged.add(displayName);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}

async function groupNames(estate: Estate): Promise<Set<string>> {
  const token = await estate.token("lakestage-deployer");
  const names = new Set<string>();
  for (let start = 1; ; start += 100) {
    const url = `http://127.0.0.1:${estate.firstPort}/api/2.0/accounts/${ACCOUNT}/scim/v2/Groups?startIndex=${start}&count=100`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { Resources: page = [] } = (await response.json()) as { Resources?: { displayName: string }[] };
    for (const { displayName } of page) names.add(displayName);
    if (page.length < 100) return names;
  }
}

const pidOf = (estate: Estate): number =>
  (JSON.parse(readFileSync(join(estate.home, "control-plane.json"), "utf8")) as { pid: number }).pid;

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}
