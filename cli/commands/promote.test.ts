import { type Answer, DatabricksStub, Refused } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import type { Act, PromoteOptions } from "../promotion/promotion";
import { deployedProject, MODEL, TRAINING } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { approve, promoteIn, reject, rollback, status } from "./promote";

const ENGINEER = "ml.engineer@lakestage.example";
const SET_TAG = "POST /api/2.0/mlflow/unity-catalog/model-versions/set-tag";
const DELETE_TAG = "DELETE /api/2.0/mlflow/unity-catalog/model-versions/delete-tag";
const CHAMPION = `PUT /api/2.1/unity-catalog/models/${MODEL}/aliases/Champion`;
const REPAIR = "POST /api/2.2/jobs/runs/repair";
const ENDPOINT = "/api/2.0/serving-endpoints/flight-delay";

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(() => stub?.stop());

async function promote(
  act: Act,
  answers: Record<string, Answer>,
  options: Partial<PromoteOptions> = {},
  { environment = "dev", answer }: { environment?: string; answer?: string } = {},
): Promise<void> {
  stub = await DatabricksStub.start(answers);
  terminal = recordedTerminal(answer);
  const place = deployedProject(stub.host);
  const { deployment } = place;
  const here = { ...place, deployment: (name: string) => deployment(name.replace(environment, "dev")) };
  const stack = { name: `${environment}.flight-delay`, environment, project: "flight-delay" };
  await promoteIn(here, terminal, act, stack, {
    stack: stack.name,
    model: undefined,
    options: { target: "sandbox", ...options },
  });
}

/** A workspace with a model that has these aliases and versions, by number with their tags. */
function workspace(
  aliases: Record<string, number>,
  versions: Record<number, Record<string, string>>,
): Record<string, Answer> {
  const entries = Object.entries(versions);
  return {
    [`/api/2.1/unity-catalog/models/${MODEL}`]: {
      aliases: Object.entries(aliases).map(([alias_name, version_num]) => ({ alias_name, version_num })),
    },
    [`/api/2.1/unity-catalog/models/${MODEL}/versions`]: {
      model_versions: entries.map(([version]) => ({ version: Number(version) })),
    },
    ...Object.fromEntries(
      entries.map(([version, tags]) => [
        `/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=${version}`,
        { model_version: { version, tags: Object.entries(tags).map(([key, value]) => ({ key, value })) } },
      ]),
    ),
    "/api/2.0/preview/scim/v2/Me": { userName: ENGINEER },
    [SET_TAG]: () => ({}),
    [DELETE_TAG]: () => ({}),
    [CHAMPION]: () => ({}),
    [`GET ${ENDPOINT}`]: () => ({
      state: { config_update: "NOT_UPDATING" },
      config: {
        served_entities: [
          {
            name: "champion",
            entity_name: MODEL,
            entity_version: "4",
            creator: "a",
            state: {},
            workload_size: "Small",
          },
          { name: "challenger", entity_name: MODEL, entity_version: "5", creation_timestamp: 1 },
        ],
        traffic_config: { routes: [] },
      },
    }),
    [`PUT ${ENDPOINT}/config`]: () => ({}),
  };
}

const asked = (beginning: string): string[] => stub.asked.filter((each) => each.startsWith(beginning));

/** The same, of which somebody changed a version last. */
const changedBy = (version: number, who: string): Record<string, Answer> => ({
  [`/api/2.1/unity-catalog/models/${MODEL}/versions/${version}`]: { version, updated_by: who },
});

const WAITS = { model_validation_status: "PASSED", job_run: "77" };

describe("an approval", () => {
  it("that a tag claims and the catalog did not record is none: who may, gives it", async () => {
    const versions = { 4: { ...WAITS, approved_by: ENGINEER } };
    const there = { ...workspace({}, versions), ...changedBy(4, "guest@lakestage.example") };
    await promote(status, there);
    expect(terminal.results.join("\n")).toMatch(/4 .*awaited/);
    expect(terminal.results.join("\n")).toContain(
      `Version 4: a tag names ${ENGINEER}, but guest@lakestage.example changed it last: that does not count.`,
    );
    await stub.stop();
    await promote(approve, there, { repair: false });
    expect(terminal.results).toEqual([`${MODEL} version 4 is approved by ${ENGINEER}.`]);
    await stub.stop();
    await promote(status, { ...there, ...changedBy(4, ENGINEER) });
    expect(terminal.results.join("\n")).toContain(ENGINEER);
    expect(terminal.results.join("\n")).not.toContain("does not count");
  });

  const MADE_BY = "a-service-principal";
  const record = (version: number, who: string): Record<string, Answer> => ({
    [`/api/2.1/unity-catalog/models/${MODEL}/versions/${version}`]: { version, created_by: MADE_BY, updated_by: who },
  });

  it.each(["automatic", ENGINEER])(
    "that somebody noted in the pipeline's place, as by %s, hides no version that waits",
    async (approval) => {
      const there = { ...workspace({}, { 4: { ...WAITS, approval } }), ...record(4, "guest@lakestage.example") };
      await promote(status, there);
      expect(terminal.results.join("\n")).toMatch(/4 .*awaited/);
      expect(terminal.results.join("\n")).toContain(`Version 4: a tag names ${approval}, but guest@`);
      await stub.stop();
      await promote(approve, there, { repair: false });
      expect(terminal.results).toEqual([`${MODEL} version 4 is approved by ${ENGINEER}.`]);
    },
  );

  it("that the pipeline noted is one, and no other is asked for", async () => {
    const noted = { ...workspace({}, { 4: { ...WAITS, approval: "automatic" } }), ...record(4, MADE_BY) };
    await promote(status, noted);
    expect(terminal.results.join("\n")).toMatch(/4 .*automatic/);
    await stub.stop();
    await expect(promote(approve, noted, { version: 4 })).rejects.toThrow("its approval is there (automatic)");
  });

  it("is not asked for again once a version was in use, whoever changed it since", async () => {
    const approved = { ...WAITS, approval: "automatic" };
    const rolledBack = { ...approved, rolled_back: `${ENGINEER}: slow` };
    const versions = { 2: rolledBack, 3: approved, 4: approved };
    await promote(status, {
      ...workspace({ Champion: 4, Previous: 3 }, versions),
      ...record(2, ENGINEER),
      ...record(3, ENGINEER),
      ...record(4, ENGINEER),
    });
    expect(terminal.results.join("\n")).not.toContain("awaited");
  });

  it("names who gives it on the version that waits, and lets the run go on that ended for want of it", async () => {
    await promote(approve, {
      ...workspace({ Champion: 3 }, { 3: { model_validation_status: "PASSED", approval: "automatic" }, 4: WAITS }),
      "/api/2.2/jobs/runs/get": {
        run_id: 77,
        job_id: TRAINING,
        state: { life_cycle_state: "TERMINATED", result_state: "FAILED" },
      },
      [REPAIR]: {},
    });
    expect(stub.changes).toEqual([
      { name: MODEL, version: "4", key: "approved_by", value: ENGINEER },
      { run_id: 77, rerun_all_failed_tasks: true },
    ]);
    expect(terminal.results).toEqual([`${MODEL} version 4 is approved by ${ENGINEER}.`]);
  });

  it("is all that is done where the run still waits", async () => {
    const running = { run_id: 77, job_id: TRAINING, state: { life_cycle_state: "RUNNING" } };
    await promote(approve, { ...workspace({}, { 4: WAITS }), "/api/2.2/jobs/runs/get": running });
    expect(stub.changes).toHaveLength(1);
    expect(terminal.notes).toEqual(["Run 77 goes on: lakestage logs 77 --follow"]);
  });

  it("stands where the run may not be repaired by whoever gives it, which is told", async () => {
    await promote(approve, {
      ...workspace({}, { 4: WAITS }),
      "/api/2.2/jobs/runs/get": { run_id: 77, job_id: TRAINING, state: { life_cycle_state: "TERMINATED" } },
      [REPAIR]: new Refused(403, "PERMISSION_DENIED", "No Manage Run."),
    });
    expect(terminal.results).toEqual([`${MODEL} version 4 is approved by ${ENGINEER}.`]);
    expect(terminal.notes.join()).toContain("(No Manage Run.). Who may: lakestage runs repair 77");
  });

  it("takes a rejection back", async () => {
    const rejected = { ...WAITS, rejected_by: "a", rejection_reason: "b" };
    await promote(approve, workspace({}, { 4: rejected }), { version: 4, repair: false });
    expect(asked(DELETE_TAG)).toHaveLength(2);
    expect(stub.changes.at(-1)).toMatchObject({ key: "approved_by" });
  });

  it("is refused for what has not passed validation", async () => {
    const given = promote(approve, workspace({}, { 4: { model_validation_status: "FAILED" } }), { version: 4 });
    await expect(given).rejects.toThrow(`${MODEL} version 4 has not passed validation (FAILED)`);
    expect(stub.changes).toEqual([]);
  });

  it("is refused in the workspace's words to whoever may not tag the version", async () => {
    const refused = new Refused(403, "PERMISSION_DENIED", "User does not have APPLY TAG on Model.");
    const given = promote(approve, { ...workspace({}, { 4: WAITS }), [SET_TAG]: refused });
    await expect(given).rejects.toMatchObject({ refusal: { message: "User does not have APPLY TAG on Model." } });
    expect(asked(REPAIR)).toEqual([]);
  });

  it("asks which version where several wait, and takes the Challenger of them", async () => {
    await expect(promote(approve, workspace({}, { 4: WAITS, 5: WAITS }))).rejects.toThrow(
      "wait for an approval: 5, 4.",
    );
    await stub.stop();
    await promote(approve, workspace({ Challenger: 4 }, { 4: WAITS, 5: WAITS }), { repair: false });
    expect(stub.changes).toMatchObject([{ version: "4" }]);
  });

  it("says that none waits", async () => {
    await expect(promote(approve, workspace({}, {}))).rejects.toThrow(`No version of ${MODEL} waits for an approval`);
  });

  it("asks for the name of production, and without it changes nothing", async () => {
    const there = { environment: "prod", answer: "no" };
    await expect(promote(approve, workspace({}, { 4: WAITS }), {}, there)).rejects.toThrow('That is not "prod".');
    expect(stub.changes).toEqual([]);
    await stub.stop();
    const nobody = promote(approve, workspace({}, { 4: WAITS }), {}, { environment: "prod" });
    await expect(nobody).rejects.toMatchObject({
      exitCode: ExitCode.mistake,
      message: expect.stringContaining("--yes"),
    });
    expect(stub.changes).toEqual([]);
    await stub.stop();
    await promote(approve, workspace({}, { 4: WAITS }), { repair: false }, { environment: "prod", answer: "prod" });
    expect(stub.changes).toHaveLength(1);
  });
});

test("a rejection names who gives it, last, and why", async () => {
  await promote(reject, workspace({}, { 4: { ...WAITS, approved_by: "a" } }), { version: 4, reason: "too slow" });
  expect(stub.changes).toMatchObject([
    { key: "approved_by" },
    { key: "rejection_reason", value: "too slow" },
    { key: "rejected_by", value: ENGINEER },
  ]);
});

describe("a rollback", () => {
  const PASSED = { model_validation_status: "PASSED" };

  it("moves the alias in one step, then what endpoints serve, and leaves the rest of them as it is", async () => {
    const model = workspace({ Champion: 4, Previous: 3, Challenger: 5 }, { 3: PASSED, 4: PASSED });
    await promote(rollback, model, { reason: "too many false alarms" });
    expect(stub.changes).toEqual([
      { version_num: 3 },
      { name: MODEL, version: "4", key: "rolled_back", value: `${ENGINEER}: too many false alarms` },
      {
        served_entities: [
          { name: "champion", entity_name: MODEL, entity_version: "3", workload_size: "Small" },
          { name: "challenger", entity_name: MODEL, entity_version: "5" },
        ],
        traffic_config: { routes: [] },
      },
    ]);
    expect(terminal.results).toEqual([`${MODEL} version 3 is the Champion again.`]);
    expect(terminal.notes).toContain("Endpoint flight-delay: champion 4 → 3.");
  });

  it("that is done again moves no alias, and only what endpoints still serve", async () => {
    await promote(rollback, workspace({ Champion: 3, Previous: 3 }, { 3: PASSED }));
    expect(asked("PUT")).toEqual([`PUT ${ENDPOINT}/config`]);
    expect(terminal.results).toEqual([`${MODEL} version 3 is the Champion already.`]);
  });

  it("without a Challenger has both entities serve the Champion", async () => {
    await promote(rollback, workspace({ Champion: 4, Previous: 3 }, { 3: PASSED, 4: PASSED }));
    expect(stub.changes.at(-1)).toMatchObject({ served_entities: [{ entity_version: "3" }, { entity_version: "3" }] });
  });

  it.each([
    ["there is none before", { Champion: 4 }, {}, {}, "has no Previous, the Champion before"],
    [
      "that one failed validation",
      { Champion: 4 },
      { 2: { model_validation_status: "FAILED" } },
      { version: 2 },
      "has failed validation",
    ],
    ["nobody has validated that one", { Champion: 4 }, { 2: {} }, { version: 2 }, "has not passed validation"],
    ["there is no such version", { Champion: 4 }, {}, { version: 99 }, "There is no version 99 of"],
    [
      "that one was rejected",
      { Champion: 4 },
      { 2: { ...PASSED, rejected_by: "a" } },
      { version: 2 },
      "was rejected by a",
    ],
  ])("is refused where %s, and changes nothing", async (_, aliases, versions, options, message) => {
    await expect(promote(rollback, workspace(aliases, versions), options)).rejects.toThrow(message);
    expect(stub.changes).toEqual([]);
  });

  it("says how to go on where an endpoint refuses: the alias has moved", async () => {
    const there = promote(rollback, {
      ...workspace({ Champion: 4, Previous: 3 }, { 3: PASSED, 4: PASSED }),
      [`PUT ${ENDPOINT}/config`]: new Refused(409, "RESOURCE_CONFLICT", "It is being updated."),
    });
    await expect(there).rejects.toMatchObject({ refusal: { message: "It is being updated." } });
    expect(terminal.notes.at(-1)).toContain("lakestage promote rollback dev.flight-delay flight_delay --version 3");
  });

  it("fails with the roll-out of an endpoint", async () => {
    const failing = {
      ...workspace({ Champion: 4, Previous: 3 }, { 3: PASSED, 4: PASSED }),
      [`GET ${ENDPOINT}`]: () => ({
        state: { config_update: "UPDATE_FAILED" },
        config: { served_entities: [{ name: "champion", entity_version: "4" }] },
      }),
    };
    await expect(promote(rollback, failing)).rejects.toThrow("The roll-out of the endpoint flight-delay failed");
  });
});

test("the state of a model is the versions that have an alias or wait, with who decided", async () => {
  const versions = {
    1: { model_validation_status: "PASSED", approval: "automatic", rolled_back: "b: slow" },
    2: { model_validation_status: "FAILED" },
    3: { model_validation_status: "PASSED", rejected_by: "c" },
    4: WAITS,
  };
  await promote(status, { ...workspace({ Champion: 1, Challenger: 3 }, versions), ...changedBy(3, "c") });
  const lines = (terminal.results[0] ?? "").split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));
  expect(lines).toEqual([
    `${MODEL} | alias | validation | approval | made | run`,
    "4 | PASSED | awaited | 77",
    "3 | Challenger | PASSED | rejected by c",
    "1 | Champion | PASSED | automatic, rolled back by b: slow",
  ]);
});
