import { findRunning, Home } from "../../sandbox/lifecycle";
import { type Caller, succeed } from "../../test/harness/api-calls";
import type { EmptyWorkspace } from "../engines/empty-workspace";
import { processorSeconds } from "../measure/processor-time";
import type { Start } from "./bare-server";
import type { LoadedServer, LoadRequest } from "./load";
import type { ObjectServer } from "./object-server";

const DATA_SCIENTIST = "data.scientist@lakestage.example";
const GROUP = "data-scientists";
/** One job in so many is shared with the data scientists: permissions decide on each. */
const SHARED = 10;
const PAGE = 100;
const POLL_MILLISECONDS = 5;

interface JobsPage {
  jobs?: { job_id: number }[];
  next_page_token?: string;
}

/** Jobs of the control plane, in a workspace that has nothing else. */
export class JobServer implements ObjectServer {
  private made = 0;

  private constructor(
    private readonly place: EmptyWorkspace,
    private readonly home: Home,
    private readonly scientist: Caller,
    private pid: number,
  ) {}

  /** Lets the data scientists into the workspace. */
  static async in(place: EmptyWorkspace): Promise<JobServer> {
    const { estate, account, accountId, workspaceId } = place;
    const ofAccount = `${account}/api/2.0/accounts/${accountId}`;
    const filter = encodeURIComponent(`displayName eq "${GROUP}"`);
    const { Resources } = (await succeed(place, "GET", `${ofAccount}/scim/v2/Groups?filter=${filter}`)) as {
      Resources: { id: string }[];
    };
    const assignment = `${ofAccount}/workspaces/${workspaceId}/permissionassignments/principals/${Resources[0]?.id}`;
    await succeed(place, "PUT", assignment, { permissions: ["USER"] });
    const home = new Home(estate.home, estate.firstPort);
    return new JobServer(place, home, { token: await estate.token(DATA_SCIENTIST) }, (await running(home)).pid);
  }

  get loaded(): LoadedServer {
    return { address: this.place.workspace, pid: this.pid };
  }

  async create(name: string): Promise<void> {
    const shared = this.made++ % SHARED === 0;
    await succeed(this.place, "POST", this.url("/api/2.2/jobs/create"), {
      name,
      tags: { team: "demand" },
      tasks: [{ task_key: "train", environment_key: "own", spark_python_task: { python_file: "/Workspace/train.py" } }],
      environments: [{ environment_key: "own", spec: { environment_version: "2" } }],
      ...(shared ? { access_control_list: [{ group_name: GROUP, permission_level: "CAN_VIEW" }] } : {}),
    });
  }

  async listAll(): Promise<number> {
    let found = 0;
    let next = "";
    do {
      const page = await this.list(this.place, `limit=${PAGE}${next}`);
      found += page.jobs?.length ?? 0;
      next = page.next_page_token === undefined ? "" : `&page_token=${page.next_page_token}`;
    } while (next !== "");
    return found;
  }

  async page(size: number): Promise<void> {
    const { jobs = [] } = await this.list(this.scientist, `limit=${size}`);
    if (jobs.length !== size) throw new Error(`the data scientist sees ${jobs.length} jobs on a page of ${size}`);
  }

  async find(name: string): Promise<void> {
    const { jobs = [] } = await this.list(this.place, `name=${name}`);
    if (jobs.length !== 1) throw new Error(`${jobs.length} jobs are called ${name}`);
  }

  async mix(name: string): Promise<LoadRequest[]> {
    const { jobs = [] } = await this.list(this.scientist, `name=${name}`);
    const id = jobs[0]?.job_id;
    const { token } = this.place;
    return [
      { path: `/api/2.2/jobs/get?job_id=${id}`, token: this.scientist.token },
      { path: `/api/2.0/permissions/jobs/${id}`, token },
      { path: `/api/2.2/jobs/list?name=${name}`, token },
      { path: "/api/2.0/preview/scim/v2/Me", token: this.scientist.token },
    ];
  }

  /** The seconds are those of the control plane's process, without the command that starts it. */
  async restart(): Promise<Start> {
    const { estate } = this.place;
    await estate.succeed("sandbox", "stop");
    const command = estate.succeed("sandbox", "start");
    const { pid, startedAt = "" } = await running(this.home);
    const seconds = (Date.now() - Date.parse(startedAt)) / 1000;
    const start = { seconds, processorSeconds: processorSeconds(pid) };
    await command;
    this.pid = pid;
    return start;
  }

  private async list(as: Caller, query: string): Promise<JobsPage> {
    return (await succeed(as, "GET", this.url(`/api/2.2/jobs/list?${query}`))) as JobsPage;
  }

  private url(path: string): string {
    return `${this.place.workspace}${path}`;
  }
}

/** The control plane, as soon as it answers. */
async function running(home: Home): Promise<{ pid: number; startedAt: string | undefined }> {
  for (;;) {
    const found = await findRunning(home);
    if (found?.startedAt !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
