import { inEmptyWorkspace } from "../engines/empty-workspace";
import { ownResidentMemory } from "../measure/process-memory";
import { processorSeconds } from "../measure/processor-time";
import { BareObjects } from "./bare-objects";
import { BareServer, type Start } from "./bare-server";
import { JobServer } from "./job-server";
import { sendMany } from "./load";
import type { ObjectServer } from "./object-server";

/** How many objects there are when lists are measured, and when memory is. */
export const MANY = 5000;
export const MOST = 20_000;
/** How many requests are answered before memory is measured again. */
export const REQUESTS = 100_000;
export const PAGE_SIZE = 20;

/** Requests that are sent at a time while objects are made. */
const AT_ONCE = 8;
const TIMES = 100;

/** What a server does with many objects. Figures of the processor and of memory: undefined where the system does not tell. */
export interface ManyObjects {
  /** Milliseconds of the processor for each of the first `MANY`. */
  create: number | undefined;
  /** Processor seconds for all of them, a hundred at a time. */
  listAll: number | undefined;
  /** Milliseconds until the answer, of each time. */
  page: number[];
  find: number[];
  /** In bytes: at first, with `MOST` objects, and after `REQUESTS` requests. */
  memory: { atFirst: number | undefined; withObjects: number | undefined; afterRequests: number | undefined };
  /** Without objects, and with `MOST`. */
  starts: { empty: Start; full: Start };
  /** Milliseconds until the first page is answered after a start with `MOST` objects. */
  firstPage: number;
}

export interface ObjectComparison {
  controlPlane: ManyObjects;
  bare: ManyObjects;
}

/** Fills the control plane with jobs, and the bare server with rows, once each. */
export async function measureManyObjects(progress: (what: string) => void): Promise<ObjectComparison> {
  const controlPlane = await inEmptyWorkspace(async (place) => measure(await JobServer.in(place), "jobs", progress));
  const token = "bare";
  const server = await BareServer.start("adapter", [token]);
  try {
    return { controlPlane, bare: await measure(new BareObjects(server, { token }), "rows", progress) };
  } finally {
    server.stop();
  }
}

async function measure(server: ObjectServer, what: string, progress: (what: string) => void): Promise<ManyObjects> {
  const memory = (): number | undefined => ownResidentMemory(server.loaded.pid);
  const nameOf = (index: number): string => `object-${what}-${index}`;
  const create = (from: number, to: number): Promise<void> =>
    inParallel(from, to, (each) => server.create(nameOf(each)));
  const empty = await server.restart();
  const atFirst = memory();

  progress(`${MANY} ${what}`);
  const created = await processorOf(server, () => create(0, MANY));
  const listed = await processorOf(server, async () => {
    const found = await server.listAll();
    if (found < MANY) throw new Error(`${found} of ${MANY} ${what} are listed`);
  });
  const page = await times(() => server.page(PAGE_SIZE));
  const find = await times((time) => server.find(nameOf(time * 7)));

  progress(`${MOST} ${what}`);
  await create(MANY, MOST);
  const withObjects = memory();
  progress(`${REQUESTS} requests`);
  await sendMany(server.loaded, await server.mix(nameOf(0)), REQUESTS);
  const afterRequests = memory();
  const full = await server.restart();
  const [firstPage = 0] = await times(() => server.page(PAGE_SIZE), 1);
  return {
    create: created && (created * 1000) / MANY,
    listAll: listed,
    page,
    find,
    memory: { atFirst, withObjects, afterRequests },
    starts: { empty, full },
    firstPage,
  };
}

async function inParallel(from: number, to: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Processor seconds that the server uses meanwhile; undefined where the system does not tell. */
async function processorOf({ loaded }: ObjectServer, work: () => Promise<void>): Promise<number | undefined> {
  const before = processorSeconds(loaded.pid);
  await work();
  const after = processorSeconds(loaded.pid);
  return before === undefined || after === undefined ? undefined : after - before;
}

/** Milliseconds of each time, one after the other. */
async function times(work: (time: number) => Promise<void>, count = TIMES): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let time = 0; time < count; time++) {
    const started = performance.now();
    await work(time);
    milliseconds.push(performance.now() - started);
  }
  return milliseconds;
}
