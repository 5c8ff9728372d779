import { grantableOn, includesPrivilege, onlyReads, spelledForApi, spelledForPeople } from "../databricks/privileges";
import { grammarFault } from "../databricks/quartz-cron";
import { containerOf, SECURABLE_TYPES, SECURABLES, type SecurableType } from "../databricks/securables";
import { isTimeZone } from "../databricks/time-zones";
import { CONFIGURATION_KEYS, initialValue } from "../databricks/workspace-configuration";
import { factsOf, includesLevel, levelsOf, OBJECT_KINDS } from "../databricks/workspace-objects";
import {
  adminLevel,
  includesLevel as includesInSandbox,
  OBJECT_TYPES,
  objectType,
  objectTypePath,
} from "../sandbox/authority/objects/object-types";
import {
  grantable,
  includes,
  onlyReads as onlyReadsInSandbox,
  spelled,
} from "../sandbox/authority/unity-catalog/privileges";
import { lineageOf } from "../sandbox/authority/unity-catalog/securables";
import { catalogue } from "../sandbox/catalogue";
import { cronProblem, isTimeZone as isTimeZoneInSandbox } from "../sandbox/services/schedules/quartz-cron";
import { initial } from "../sandbox/services/workspace/workspace-conf";
import { CRONS, NO_LIST_OF_PERMISSIONS, TIME_ZONES, UNKNOWN_TO_THE_VOCABULARY } from "./vocabulary-differences";

const PRIVILEGES = [...new Set(SECURABLE_TYPES.flatMap(grantableOn))].sort();

test.each(SECURABLE_TYPES)("the vocabulary and the sandbox find a %s in the same place", (type) => {
  const name = type === "metastore" || type === "catalog" ? "one" : "one.two.three";
  const [, around] = lineageOf({ type, name }, "metastore");
  expect(containerOf({ type, name })).toEqual(around?.type === "metastore" ? undefined : around);
});

/** Whether the sandbox takes a grant of it. */
function isGrantable(privilege: string, type: SecurableType): boolean {
  try {
    return grantable(privilege, { type, name: "any" }) === privilege;
  } catch {
    return false;
  }
}

describe("what the vocabulary says of privileges, the sandbox says too", () => {
  test.each(SECURABLE_TYPES)("what may be granted on a %s", (type) => {
    expect([...grantableOn(type)].sort()).toEqual(PRIVILEGES.filter((privilege) => isGrantable(privilege, type)));
  });

  test("what each gives besides itself", () => {
    const pairs = PRIVILEGES.flatMap((held) => PRIVILEGES.map((wanted) => [held, wanted] as const));
    expect(pairs.filter(([held, wanted]) => includesPrivilege(held, wanted))).toEqual(
      pairs.filter(([held, wanted]) => includes(held, wanted)),
    );
  });

  test("what leaves things as they are", () => {
    expect(PRIVILEGES.filter(onlyReads)).toEqual(PRIVILEGES.filter(onlyReadsInSandbox));
  });

  test("how each is spelled", () => {
    for (const privilege of PRIVILEGES) {
      expect(spelledForPeople(privilege)).toBe(spelled(privilege));
      expect(spelledForApi(spelled(privilege).toLowerCase())).toBe(privilege);
    }
  });
});

describe("what the vocabulary says of workspaces' objects, the sandbox says too", () => {
  const shared = OBJECT_KINDS.flatMap((kind) => {
    const path = objectTypePath(kind);
    return path === undefined ? [] : [{ kind, type: objectType(path) }];
  });

  test("which kinds there are, but for what is listed", () => {
    const listed = [...NO_LIST_OF_PERMISSIONS, ...UNKNOWN_TO_THE_VOCABULARY].flatMap(({ on }) => on);
    const differing = [...OBJECT_KINDS, ...Object.keys(OBJECT_TYPES)].filter(
      (kind) => !shared.some((each) => each.kind === kind),
    );
    expect(differing.sort()).toEqual([...listed].sort());
  });

  test.each(shared)("which levels there are on $kind, and which of them give others", ({ kind, type }) => {
    expect(factsOf(kind).levels).toEqual(type.levels);
    expect(factsOf(kind).isInTree ?? false).toBe(type.inTree ?? false);
    for (const held of type.levels) {
      for (const wanted of type.levels) {
        expect([held, wanted, includesLevel(kind, held, wanted)]).toEqual([
          held,
          wanted,
          includesInSandbox(type, held, wanted),
        ]);
      }
    }
    expect(levelsOf(kind)).toContain(adminLevel(type));
  });
});

/** Fields of what the catalogue's list at a path has as items, and the parameters that it takes. */
function listed(path: string, member: string): { item: string; parameters: string[] } {
  const { response = "", request = "" } = catalogue().match("workspace", "GET", path)?.operation ?? {};
  const [, item = ""] = /^array<(.+)>$/.exec(catalogue().shape(response)?.[member]?.type ?? "") ?? [];
  return { item, parameters: Object.keys(catalogue().shape(request) ?? {}) };
}

/** Type of a member of a shape, the inner ones after a dot. */
const typeOf = (shape: string, path: string): string =>
  path.split(".").reduce((type, name) => catalogue().shape(type)?.[name]?.type ?? "", shape);

describe("lists are where the catalogue has them", () => {
  test.each(OBJECT_KINDS)("of %s", (kind) => {
    const { list } = factsOf(kind);
    if (!list) return;
    const { item, parameters } = listed(list.path, list.member);
    expect(typeOf(item, list.name)).toBe("string");
    expect(typeOf(item, list.id)).toMatch(/^(string|integer|int64)$/);
    expect(parameters).toEqual(expect.arrayContaining(Object.keys(list.query ?? {})));
    if (list.narrowedBy) expect(parameters).toContain(list.narrowedBy);
  });

  test.each(SECURABLE_TYPES.filter((type) => type !== "metastore"))("of each %s", (type) => {
    const { list } = SECURABLES[type];
    expect(typeOf(listed(list.path, list.member).item, "name")).toBe("string");
  });
});

/** What each of a cron's fields may be tried with, by their places. */
const FIELDS: readonly (readonly string[])[] = [
  ["0", "59", "60", "*", "0/15", "/5", "5/60", "1-", "0,30", "0,,30", "?", "L"],
  ["0", "05", "59", "60", "*/5", "5-50/5", "0/59", "0/60", "0/0", "1-2-3", "50-10", "x", "-5", "1/", "1/2/3"],
  ["0", "23", "24", "*", "22-2", "8-18/2", "0,6,12,18", "0/23", "0/24", "*-5", "MON"],
  [
    ...["1", "31", "0", "32", "*", "1/5", "31-2", "1-15", "1,15", "L", "l", "LW", "L-3", "L-30", "L-31", "L-0", "L-3W"],
    ...[
      "L,15",
      "15,L",
      "15W",
      "1W",
      "31W",
      "32W",
      "0W",
      "15W,16W",
      "1-15W",
      "W",
      "WL",
      "L-",
      "LL",
      "15L",
      "L/2",
      "MON",
    ],
  ],
  ["1", "12", "0", "13", "*", "JAN", "dec", "JAN,JUL", "NOV-FEB", "1-6/2", "JAN-JUN/2", "FOO", "JANUARY", "L", "?"],
  [
    ...["1", "7", "0", "8", "*", "SUN", "mon", "FRI-MON", "MON-FRI", "6-2", "MON,WED", "L", "6L", "FRIL", "fril", "8L"],
    ...[
      "6#3",
      "FRI#2",
      "FRI#5",
      "FRI#6",
      "FRI#0",
      "6#",
      "#2",
      "MON,WED#2",
      "L,MON",
      "MON-FRIL",
      "FOO",
      "MONDAY",
      "2/2",
    ],
    ...["SUN/2", "LW", "15W"],
  ],
  [
    "2026",
    "1970",
    "1969",
    "2099",
    "2100",
    "*",
    "2026-2030",
    "2026/2",
    "2026,2028",
    "2030-2026",
    "26",
    "20266",
    "?",
    "L",
  ],
];

const [, , , DAYS = [], MONTHS = [], WEEKDAYS = [], YEARS = []] = FIELDS;

/** A good expression but for one field; where that is of one kind of day, the other is any. */
function withField(place: number, text: string): string {
  const days = place === 5 || text === "?" ? ["?", "MON"] : ["1", "?"];
  const fields = ["0", "0", "5", days[0], "*", days[1], "2027"];
  return fields.with(place, text).join(" ");
}

describe("what the vocabulary takes for a schedule, the sandbox takes too", () => {
  const expressions = [
    ...FIELDS.flatMap((texts, place) => texts.map((text) => withField(place, text))),
    // Days in every kind of month, weekdays in every kind of year.
    ...DAYS.flatMap((day) => MONTHS.map((month) => `0 0 5 ${day} ${month} ?`)),
    ...WEEKDAYS.flatMap((weekday) => YEARS.map((year) => `0 0 5 ? * ${weekday} ${year}`)),
    ...WEEKDAYS.flatMap((weekday) => ["?", "*", "1"].map((day) => `0 0 5 ${day} * ${weekday}`)),
    ...["", " ", "0 5 * * *", "0 0 5 * * ?", " 0  0 5 * * ? ", "0 0 5 * * ? 2027 1", "@daily", "at five, please ? ? ?"],
    ...["0 0 0 31 2 ?", "0 0 5 ? * ?", "0 0 5 * * *", "0\t0 5 * * ?", "0 0 1 ? * L", "0 0 1 L-3 * ?"],
  ];

  test("a thousand crons, but for those that are listed", () => {
    expect(expressions.length).toBeGreaterThan(1_000);
    const differing = expressions.filter(
      (each) => (grammarFault(each) === undefined) !== (cronProblem(each) === undefined),
    );
    const listed = CRONS.flatMap(({ on }) => on);
    expect(differing.filter((each) => !listed.some((part) => each.endsWith(part)))).toEqual([]);
    expect(listed.filter((part) => !differing.some((each) => each.endsWith(part)))).toEqual([]);
    const taken = expressions.filter((each) => grammarFault(each) === undefined);
    expect(taken.length).toBeGreaterThan(300);
  });

  test("time zones, but for those that are listed", () => {
    const zones = [
      ...["UTC", "Europe/Amsterdam", "America/New_York", "Etc/GMT+5", "US/Pacific", "GMT", "GMT0", "CET", "PST", "Z"],
      ...[
        "GMT+2",
        "GMT-3",
        "GMT+02:30",
        "GMT+0230",
        "GMT+23",
        "GMT+24",
        "GMT+2:60",
        "GMT+",
        "GMT+123",
        "UTC+2",
        "+01:00",
      ],
      ...["utc", "europe/amsterdam", "EUROPE/Paris", "us/eastern", "EST", "US/Eastern", "Asia/Calcutta"],
      ...["-0800", "", " ", "Amsterdam", "Europe/Atlantis", "Europe", "CEST!", "null"],
    ];
    const differing = zones.filter((zone) => isTimeZone(zone) !== isTimeZoneInSandbox(zone));
    expect(differing).toEqual(TIME_ZONES.flatMap(({ on }) => on));
  });
});

/** A class of the provider's package. */
interface ResourceClass {
  isInstance(candidate: unknown): boolean;
}

test("tokens are those of the provider's package", async () => {
  const tokens = [
    ...OBJECT_KINDS.flatMap((kind) => factsOf(kind).resource?.token ?? []),
    ...SECURABLE_TYPES.flatMap((type) => SECURABLES[type].token ?? []),
  ];
  for (const token of tokens) {
    const [, module = "", name = ""] = /^databricks:index\/(\w+):(\w+)$/.exec(token) ?? [];
    const classes: Record<string, ResourceClass> = await import(`@pulumi/databricks/${module}`);
    expect([token, classes[name]?.isInstance({ __pulumiType: token })]).toEqual([token, true]);
  }
});

test("what the vocabulary says of a new workspace's configuration, the sandbox has", () => {
  // Nobody has set the days that tokens live: the service shows nothing, and takes 0 for that.
  expect(CONFIGURATION_KEYS.map((key) => [key, initial(key) || "0"])).toEqual(
    CONFIGURATION_KEYS.map((key) => [key, initialValue(key)]),
  );
});
