import { join } from "node:path";
import { ROLE_IDS, type RoleName } from "../../azure/well-known-ids";
import { declareEstate } from "../../infra/declaration";
import { ChangedEstate } from "../testing/changed-estate";
import { type Reach, type ReachStep, reachOf } from ".";

const CHECKOUT = join(__dirname, "..", "..");
const DEV = "lakestage-dev-deployment";
const PROD = "lakestage-prod-deployment";
const PREVIEW_PRINCIPAL = "preview-service-principal";
const SUBSCRIPTION = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const PROD_GROUP = `${SUBSCRIPTION}/resourceGroups/lakestage-prod`;
const RULE_SET = "databricks:index/accessControlRuleSet:AccessControlRuleSet";
const ASSIGNMENT = "azure-native:authorization:RoleAssignment";

let shipped: ChangedEstate;

beforeAll(async () => {
  shipped = new ChangedEstate(await declareEstate(CHECKOUT));
}, 60_000);

/** How something is reached: how much of it, and each reason; undefined where it is not. */
function way(
  { reached }: Reach,
  word: string,
  name: string,
): { power: string; leaves: boolean; why: string[] } | undefined {
  const found = reached.find(({ thing }) => thing.word === word && thing.name === name);
  return found && { power: found.power, leaves: found.leaves, why: found.chain.map(({ why }) => why) };
}

const leaving = ({ reached }: Reach): string[] =>
  reached.filter(({ leaves }) => leaves).map(({ thing }) => `${thing.word} ${thing.name}`);

const fromDev = (estate: ChangedEstate): Reach => reachOf(estate.stacks, "dev");

const account = (kind: string, id: string): string =>
  `accounts/7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001/${kind}/${id}/ruleSets/default`;

const ruled = (estate: ChangedEstate, name: string, role: string, displayName = DEV): ChangedEstate => {
  const principals = [`servicePrincipals/${estate.servicePrincipal(displayName).applicationId}`];
  return estate.add("dev.platform", RULE_SET, "planted", { name, grantRules: [{ role, principals }] });
};

const assigned = (estate: ChangedEstate, role: RoleName, scope: string, more = {}): ChangedEstate =>
  estate.add("dev.platform", ASSIGNMENT, "planted", {
    principalId: `principal-of-${DEV}`,
    roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
    scope,
    ...more,
  });

/** Roles that an assignment may give, and no more: as Azure's portal writes it. */
const onlyRoles = (...roles: RoleName[]): string => {
  const ids = roles.map((role) => ROLE_IDS[role]).join(", ");
  return `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ids}}))`;
};

const exceptRoles = (...roles: RoleName[]): string =>
  onlyRoles(...roles).replace("ForAnyOfAnyValues:GuidEquals", "ForAnyOfAllValues:GuidNotEquals");

const isByRole = ({ cause }: ReachStep): boolean => cause?.urn.includes(`${ASSIGNMENT}::`) ?? false;
const isByLocation = (chain: readonly ReachStep[]): boolean =>
  chain.at(-1)?.from.startsWith("securable/external_location/") ?? false;

describe("the shipped estate", () => {
  describe.each(["dev", "staging", "prod"])("the identities of %s", (environment) => {
    test.each(["deployment", "preview"] as const)("%s stays in its environment", (part) => {
      const reach = reachOf(shipped.stacks, environment, part);
      expect(leaving(reach)).toEqual([]);
      expect(reach.unreached.map(({ name, word }) => `${word} ${name}`)).toEqual(
        expect.arrayContaining(["dev", "staging", "prod"].map((name) => `budget lakestage-${name}`)),
      );
    });

    test("deployment has no role in Azure: what it reaches there are files, past a location", () => {
      const { reached } = reachOf(shipped.stacks, environment);
      expect(reached.filter(({ chain }) => chain.some(isByRole))).toEqual([]);
      const inAzure = reached.filter(({ thing }) => thing.key.startsWith("azure/"));
      expect(inAzure.filter(({ chain, thing }) => !isByLocation(chain) || thing.word !== "container")).toEqual([]);
    });

    test("preview changes and reads nothing: it sees what there is, and opens workspaces", () => {
      const { reached } = reachOf(shipped.stacks, environment, "preview");
      const more = reached.filter(({ power, thing }) => power !== "see" && !thing.isEverybodys);
      const told = new Set(
        more.map(({ intended, power, thing }) => [power, thing.word, thing.name, intended].join(" ")),
      );
      expect([...told].sort()).toEqual(
        ["dev", "staging", "prod"]
          .flatMap((other) => {
            if (other === environment) return [`use workspace ${other} `];
            const intended = `identity.github of ${other}`;
            return [
              `control service principal lakestage-${other}-preview ${intended}`,
              `use workspace ${other} ${intended}`,
            ];
          })
          .sort(),
      );
    });
  });

  test("says of a project that its environment's pipeline deploys it", () => {
    expect(reachOf(shipped.stacks, "dev.flight-delay").identity.name).toBe(DEV);
  });

  test("knows identities by name and by application id, and whose tokens they trust", () => {
    const { applicationId } = shipped.servicePrincipal(DEV);
    for (const asked of [DEV, applicationId]) {
      expect(reachOf(shipped.stacks, asked)).toMatchObject({
        identity: { name: DEV, environment: "dev" },
        pipelines: [
          "repo:lakestage-example/mlops:environment:dev",
          "repo:lakestage-example@187402936/mlops@1074820315:environment:dev",
          "sc://lakestage-example/mlops/lakestage-dev",
        ],
      });
    }
    expect(() => reachOf(shipped.stacks, "lakestage-dev-deploymnt")).toThrow(`Did you mean "${DEV}"?`);
    const without = shipped.remove("dev.platform", "preview-identity").remove("dev.platform", PREVIEW_PRINCIPAL);
    expect(() => reachOf(without.stacks, "dev", "preview")).toThrow("dev has no preview identity");
  });

  test("is the same, whichever stack of an environment declares what", () => {
    const stacks = shipped.stacks.flatMap((stack) => {
      if (stack.kind === "platform") return [];
      if (stack.kind === "project") return [stack];
      const platform = shipped.stacks.find(({ name }) => name === `${stack.name}.platform`);
      expect(platform?.resources.length).toBeGreaterThan(0);
      return [{ ...stack, resources: [...(platform?.resources ?? []), ...stack.resources] }];
    });
    const told = ({ reached }: Reach): string[] => reached.map(({ power, thing }) => `${power} ${thing.key}`).sort();
    expect(told(reachOf(stacks, "dev"))).toEqual(told(fromDev(shipped)));
  });

  test("lists what is not reached", () => {
    const names = fromDev(shipped).unreached.map(({ name, word }) => `${word} ${name}`);
    expect(names).toEqual(expect.arrayContaining(["catalog prod", "workspace prod", `service principal ${PROD}`]));
    expect(names).not.toContain("catalog dev");
  });
});

describe("what leads from one thing to another", () => {
  test("a role in the account: an admin has every environment", () => {
    const { id } = shipped.servicePrincipal(DEV);
    const type = "databricks:index/servicePrincipalRole:ServicePrincipalRole";
    const reach = fromDev(
      shipped.add("dev.platform", type, "planted", { servicePrincipalId: id, role: "account_admin" }),
    );
    expect(way(reach, "workspace", "prod")?.why).toEqual([
      `${DEV} has the role account_admin in the account`,
      "account admins let themselves into every workspace",
    ]);
    expect(way(reach, "catalog", "prod")).toMatchObject({ power: "control", leaves: true });
    expect(way(reach, "group", "platform-admins")).toMatchObject({ power: "control", leaves: true });
  });

  test("a group: what it has, its members have", () => {
    const { id } = shipped.servicePrincipal(DEV);
    const type = "databricks:index/groupMember:GroupMember";
    const group = { groupId: "id-of-platform-admins", memberId: id };
    expect(way(fromDev(shipped.add("dev.platform", type, "planted", group)), "catalog", "prod")).toEqual({
      power: "control",
      leaves: true,
      why: [`${DEV} is in the group platform-admins`, "platform-admins owns catalog prod"],
    });
  });

  test("a manager of a group joins it, and of a service principal lets themselves use it", () => {
    const group = fromDev(ruled(shipped, account("groups", "id-of-platform-admins"), "roles/group.manager"));
    expect(way(group, "workspace", "prod")?.why[0]).toBe(
      `${DEV} may add itself to platform-admins (roles/group.manager)`,
    );
    const { applicationId } = shipped.servicePrincipal(PROD);
    for (const [role, does] of [
      ["roles/servicePrincipal.manager", "may let itself use"],
      ["roles/servicePrincipal.user", "may run jobs as"],
    ] as const) {
      const reach = fromDev(ruled(shipped, account("servicePrincipals", applicationId), role));
      expect(way(reach, "workspace", "prod")?.why).toEqual([
        `${DEV} ${does} ${PROD} (${role})`,
        `${PROD} administers the workspace of prod`,
      ]);
    }
  });

  test("a role on the whole account's groups holds for every group", () => {
    const reach = fromDev(
      ruled(shipped, "accounts/7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001/ruleSets/default", "roles/group.manager"),
    );
    expect(way(reach, "group", "lakestage-prod-runners")?.leaves).toBe(true);
  });

  test("admins of a workspace act as its members, unless they are restricted", () => {
    const status = (value: string) => ({ restrictWorkspaceAdmins: { status: value } });
    const open = shipped.set("dev.platform", "restricted-admins", status("ALLOW_ALL"));
    for (const estate of [open, shipped.remove("dev.platform", "restricted-admins")]) {
      expect(way(fromDev(estate), "catalog", "prod")?.why).toEqual([
        `${DEV} administers the workspace of dev`,
        "admins of the workspace of dev are not kept from running jobs as platform-admins",
        "platform-admins owns catalog prod",
      ]);
    }
  });

  test("a member of another environment's workspace", () => {
    const workspaceId = String(shipped.resource("prod.platform", "members-deployment").inputs.workspaceId);
    const reach = fromDev(shipped.set("dev.platform", "members-deployment", { workspaceId }));
    expect(way(reach, "job", "flight-delay-training")).toBeDefined();
    expect(way(reach, "workspace", "prod")).toMatchObject({ power: "control", leaves: true });
  });

  test.each([
    [["MANAGE"], "control", true],
    [["MODIFY"], "write", true],
    [["SELECT"], "read", false],
    [["USE_CATALOG", "BROWSE"], "see", false],
  ])("a grant of %j on another environment's catalog is to %s it", (privileges, power, leaves) => {
    const { grants } = shipped.resource("prod.platform", "unity-catalog-catalog-grants").inputs;
    const entry = { principal: shipped.servicePrincipal(DEV).applicationId, privileges };
    const estate = shipped.set("prod.platform", "unity-catalog-catalog-grants", { grants: [...(grants as []), entry] });
    expect(way(fromDev(estate), "catalog", "prod")).toMatchObject({ power, leaves });
  });

  test("reading is meant where the settings say so, and nowhere else", () => {
    const { grants } = shipped.resource("prod.platform", "unity-catalog-catalog-grants").inputs;
    const entry = { principal: shipped.servicePrincipal(DEV).applicationId, privileges: ["SELECT"] };
    const estate = shipped.set("prod.platform", "unity-catalog-catalog-grants", { grants: [...(grants as []), entry] });
    expect(fromDev(estate).reached.find(({ thing }) => thing.key === "securable/catalog/prod")?.intended).toBe(
      "unityCatalog.readOnlyIn of prod",
    );
    expect(leaving(fromDev(estate.unityCatalog("prod", { readOnlyIn: [] })))).toEqual(["catalog prod"]);
  });

  test("whoever pulls a request previews every environment, and has no more of another than to open its workspace", () => {
    const preview = shipped.servicePrincipal("lakestage-prod-preview");
    const fromPreview = (estate: ChangedEstate): string[] => leaving(reachOf(estate.stacks, "dev", "preview"));
    const { grants } = shipped.resource("prod.platform", "unity-catalog-catalog-grants").inputs;
    const entry = { principal: preview.applicationId, privileges: ["SELECT"] };
    const reads = shipped.set("prod.platform", "unity-catalog-catalog-grants", { grants: [...(grants as []), entry] });
    // That development reads production's catalog says nothing of pull requests that do it as production's identity.
    expect(fromPreview(reads.unityCatalog("prod", { readOnlyIn: [] }))).toEqual(["catalog prod"]);
    const administers = shipped.set("prod.platform", "members-preview", { permissions: ["ADMIN"] });
    expect(fromPreview(administers)).toContain("workspace prod");
    const subject = "repo:lakestage-example/mlops:pull_request";
    expect(
      fromPreview(
        shipped.set("prod.platform", "deployment-databricks-github", {
          oidcPolicy: {
            ...(shipped.resource("prod.platform", "preview-databricks-github").inputs.oidcPolicy as object),
            subject,
          },
        }),
      ),
    ).toContain(`service principal ${PROD}`);
  });

  test("snapshots are written where they are read, by who takes them", () => {
    const { grants } = shipped.resource("dev.platform", "unity-catalog-catalog-grants").inputs;
    const entry = { principal: shipped.servicePrincipal(PROD).applicationId, privileges: ["MODIFY"] };
    const estate = shipped.set("dev.platform", "unity-catalog-catalog-grants", { grants: [...(grants as []), entry] });
    expect(leaving(reachOf(estate.stacks, "prod"))).toEqual(["catalog dev"]);
    expect(leaving(reachOf(estate.unityCatalog("prod", { prodAccess: "snapshot" }).stacks, "prod"))).toEqual([]);
  });

  test("an owner manages what lies in what is theirs", () => {
    const owner = shipped.servicePrincipal(DEV).applicationId;
    expect(
      way(
        fromDev(shipped.set("prod.platform", "unity-catalog-catalog", { owner })),
        "volume",
        "prod.flight_delay.files",
      )?.why,
    ).toEqual([
      `${DEV} owns catalog prod`,
      "schema prod.flight_delay lies in catalog prod",
      "volume prod.flight_delay.files lies in schema prod.flight_delay",
    ]);
  });

  test("a storage credential reaches what its connector does, also another environment's", () => {
    const { grants } = shipped.resource("dev.platform", "unity-catalog-credential-grants").inputs;
    const entry = { principal: shipped.servicePrincipal(DEV).applicationId, privileges: ["MANAGE"] };
    const granted = shipped.set("dev.platform", "unity-catalog-credential-grants", {
      grants: [...(grants as []), entry],
    });
    const estate = granted.set("dev.platform", "unity-catalog-credential", {
      azureManagedIdentity: {
        accessConnectorId: `${PROD_GROUP}/providers/Microsoft.Databricks/accessConnectors/lakestage-prod-unity-catalog`,
      },
    });
    expect(way(fromDev(estate), "catalog", "prod")).toEqual({
      power: "write",
      leaves: true,
      why: [
        `${DEV} holds MANAGE on storage credential dev-storage`,
        "storage credential dev-storage reaches storage as lakestage-prod-unity-catalog",
        "lakestage-prod-unity-catalog reads and writes the files of container catalog (Storage Blob Data Contributor)",
        "catalog prod has its files in container catalog",
      ],
    });
  });

  test("a level on another environment's object", () => {
    const { accessControls } = shipped.resource("prod.flight-delay", "training-permissions").inputs;
    const of = (permissionLevel: string): Reach => {
      const entry = { servicePrincipalName: shipped.servicePrincipal(DEV).applicationId, permissionLevel };
      const lists = { accessControls: [...(accessControls as []), entry] };
      return fromDev(shipped.set("prod.flight-delay", "training-permissions", lists));
    };
    expect(leaving(of("CAN_MANAGE_RUN"))).toEqual(["job flight-delay-training"]);
    expect(leaving(of("CAN_VIEW"))).toEqual([]);
    // Whoever changes a job says what its run identity does.
    expect(way(of("CAN_MANAGE"), "service principal", "lakestage-prod-flight-delay")?.why).toEqual([
      `${DEV} has CAN_MANAGE on job flight-delay-training`,
      "job flight-delay-training runs as lakestage-prod-flight-delay",
    ]);
  });

  test("a folder that another identity's jobs take their code from", () => {
    const { accessControls } = shipped.resource("prod.flight-delay", "code-git-folder-permissions").inputs;
    const entry = { servicePrincipalName: shipped.servicePrincipal(DEV).applicationId, permissionLevel: "CAN_EDIT" };
    const lists = { accessControls: [...(accessControls as []), entry] };
    const reach = fromDev(shipped.set("prod.flight-delay", "code-git-folder-permissions", lists));
    expect(way(reach, "service principal", "lakestage-prod-flight-delay")?.why.at(-1)).toMatch(
      /^job flight-delay-\w+, which runs as lakestage-prod-flight-delay, runs code from Git folder \/Projects\/flight-delay\/source$/,
    );
  });

  test("a volume that another identity's job takes its wheel from", () => {
    const [task] = shipped.resource("prod.flight-delay", "training").inputs.tasks as object[];
    const libraries = [{ whl: "/Volumes/dev/flight_delay/files/wheels/task.whl" }];
    const estate = shipped.set("prod.flight-delay", "training", { tasks: [{ ...task, libraries }] });
    expect(way(fromDev(estate), "service principal", "lakestage-prod-flight-delay")).toMatchObject({
      leaves: true,
      why: expect.arrayContaining([
        "job flight-delay-training, which runs as lakestage-prod-flight-delay, runs code from volume dev.flight_delay.files",
      ]),
    });
  });

  test("a job that runs as another environment's identity", () => {
    const runAs = { servicePrincipalName: shipped.servicePrincipal("lakestage-prod-flight-delay").applicationId };
    expect(leaving(fromDev(shipped.set("dev.flight-delay", "training", { runAs })))).toContain(
      "service principal lakestage-prod-flight-delay",
    );
  });

  test("a pipeline whose tokens another environment's identity trusts", () => {
    const { oidcPolicy } = shipped.resource("prod.platform", "deployment-databricks-github").inputs;
    const subject = "repo:lakestage-example/mlops:environment:dev";
    const inDatabricks = shipped.set("prod.platform", "deployment-databricks-github", {
      oidcPolicy: { ...(oidcPolicy as object), subject },
    });
    for (const estate of [inDatabricks, shipped.set("prod.platform", "deployment-azure-github", { subject })]) {
      expect(way(fromDev(estate), "service principal", PROD)?.why).toEqual([
        `a pipeline's token with the subject ${subject} is trusted by ${PROD}`,
      ]);
    }
  });
});

describe("roles in Azure", () => {
  test("a Contributor becomes admin of the workspace, and any identity of the group", () => {
    const reach = fromDev(assigned(shipped, "Contributor", PROD_GROUP));
    expect(way(reach, "workspace", "prod")?.why).toEqual([
      `${DEV} changes everything in resource group lakestage-prod (Contributor)`,
      "workspace resource lakestage-prod lies in resource group lakestage-prod",
      "whoever changes workspace resource lakestage-prod becomes admin of workspace prod",
    ]);
    expect(way(reach, "service principal", PROD)?.why.at(-1)).toContain("may let any token act as");
    expect(way(reach, "service principal", "lakestage-prod-retraining")).toBeDefined();
    expect(way(reach, "access connector's identity", "lakestage-prod-unity-catalog")).toBeDefined();
    expect(way(reach, "volume", "prod.flight_delay.files")?.leaves).toBe(true);
  });

  test.each(["Owner", "User Access Administrator", "Role Based Access Control Administrator"] as const)(
    "%s without a condition is any role",
    (role) => {
      expect(way(fromDev(assigned(shipped, role, SUBSCRIPTION)), "resource group", "lakestage-prod")).toMatchObject({
        power: "control",
        leaves: true,
      });
    },
  );

  test("a condition leaves the roles that it names", () => {
    const role = "Role Based Access Control Administrator";
    const condition = onlyRoles("Storage Blob Data Contributor", "Key Vault Secrets User");
    const named = fromDev(assigned(shipped, role, PROD_GROUP, { condition }));
    expect(way(named, "workspace", "prod")).toBeUndefined();
    expect(way(named, "catalog", "prod")?.why[0]).toContain("may give itself Storage Blob Data Contributor");
    const excluding = exceptRoles("Owner", "User Access Administrator", role);
    const left = fromDev(assigned(shipped, role, PROD_GROUP, { condition: excluding }));
    expect(way(left, "workspace", "prod")?.why[0]).toContain("may give itself Contributor");
  });

  test.each([
    ["Storage Blob Data Reader", "read"],
    ["Storage Blob Data Contributor", "write"],
    ["Storage Account Key Operator Service Role", "write"],
  ] as const)("%s: files are those of the catalog", (role, power) => {
    const scope = String(
      shipped.stacks
        .find(({ name }) => name === "prod.platform")
        ?.resources.find((each) => each.type.endsWith(":StorageAccount"))?.inputs.accountName,
    );
    const path = `${PROD_GROUP}/providers/Microsoft.Storage/storageAccounts/${scope}`;
    expect(way(fromDev(assigned(shipped, role, path)), "container", "catalog")).toBeDefined();
    const found = fromDev(assigned(shipped, role, path)).reached.find(
      ({ thing }) => thing.key === "securable/catalog/prod",
    );
    expect(found?.power).toBe(power);
  });

  test("seeing another environment's resources is not reading them", () => {
    const reach = fromDev(assigned(shipped, "Reader", SUBSCRIPTION));
    expect(way(reach, "resource group", "lakestage-prod")).toMatchObject({ power: "see", leaves: false });
    expect(leaving(reach)).toEqual([]);
  });

  test("the group that Azure Databricks fills itself is its workspace's", () => {
    const reach = fromDev(assigned(shipped, "Reader", `${SUBSCRIPTION}/resourceGroups/lakestage-dev-managed`));
    expect(leaving(reach)).toEqual([]);
    const other = fromDev(assigned(shipped, "Contributor", `${SUBSCRIPTION}/resourceGroups/lakestage-prod-managed`));
    expect(leaving(other)).toContain("workspace resource lakestage-prod");
  });

  test("a scope that the estate does not declare is outside of it", () => {
    expect(
      leaving(fromDev(assigned(shipped, "Storage Blob Data Reader", `${SUBSCRIPTION}/resourceGroups/other`))),
    ).toEqual(["scope other"]);
  });

  test("budgets of environments on the same subscription are reached by a role on it", () => {
    const reach = fromDev(assigned(shipped, "Cost Management Contributor", SUBSCRIPTION));
    expect(way(reach, "budget", "lakestage-prod")).toMatchObject({ power: "write", leaves: true });
  });
});

describe("states", () => {
  const STATES = `${SUBSCRIPTION}/resourceGroups/states/providers/Microsoft.Storage/storageAccounts/states/blobServices/default/containers/state`;
  const bounded = (...patterns: string[]): Reach =>
    fromDev(
      assigned(shipped, "Storage Blob Data Contributor", STATES, {
        condition: `((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringLike {${patterns.map((pattern) => `'${pattern}'`).join(", ")}}))`,
      }),
    );

  test("who writes a stack's state says what its next deployment does", () => {
    const [environment, projects] = [".pulumi/stacks/lakestage/dev.json", ".pulumi/stacks/lakestage/dev.flight*"];
    expect(leaving(bounded(environment, projects))).toEqual([]);
    expect(way(bounded(environment, projects), "state of stack", "dev.flight-delay")?.leaves).toBe(false);
    expect(way(bounded(".pulumi/stacks/lakestage/*"), "service principal", PROD)?.why).toEqual([
      `${DEV} writes .pulumi/stacks/lakestage/prod.json`,
      `the next deployment of prod is done by service principal ${PROD}, as its state says`,
    ]);
  });

  test("the state of a platform, which no pipeline deploys, says what an account admin does", () => {
    const reach = bounded(".pulumi/stacks/lakestage/dev*");
    expect(way(reach, "workspace", "prod")?.why.slice(0, 2)).toEqual([
      `${DEV} writes .pulumi/stacks/lakestage/dev.platform.json`,
      expect.stringMatching(/^the next deployment of dev.platform is done by account /),
    ]);
  });

  test("what a bound leaves out is left out", () => {
    const path = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path]";
    const reach = fromDev(
      assigned(shipped, "Storage Blob Data Contributor", STATES, {
        condition: `((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'})) OR (${path} ForAnyOfAnyValues:StringLike {'.pulumi/*/lakestage/dev.*'} AND ${path} ForAnyOfAllValues:StringNotLike {'.pulumi/*/lakestage/dev.platform.*'}))`,
      }),
    );
    expect(leaving(reach)).toEqual([]);
    expect(way(reach, "state of stack", "dev.platform")).toBeUndefined();
  });

  test("a role on the container without a bound writes every state", () => {
    const estate = assigned(shipped, "Storage Blob Data Contributor", STATES).add(
      "prod.platform",
      ASSIGNMENT,
      "bounded",
      {
        principalId: `principal-of-${PROD}`,
        roleDefinitionId: `/roleDefinitions/${ROLE_IDS["Storage Blob Data Contributor"]}`,
        scope: STATES,
        condition:
          "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringEquals '.pulumi/stacks/lakestage/prod.json'",
      },
    );
    expect(way(fromDev(estate), "service principal", PROD)?.why[0]).toBe(
      `${DEV} writes .pulumi/stacks/lakestage/prod.json`,
    );
  });
});
