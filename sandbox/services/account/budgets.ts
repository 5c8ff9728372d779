import { requireAccountAdmin } from "../../authority/account/roles";
import {
  AccountObjects,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  notFound,
  type Service,
  workspaceById,
} from "../../control-plane";

interface AlertConfiguration extends JsonObject {
  alert_configuration_id?: string;
  quantity_threshold?: string;
  action_configurations?: (JsonObject & { action_configuration_id?: string })[];
}

interface GivenBudget {
  display_name?: string;
  alert_configurations?: AlertConfiguration[];
  filter?: { tags?: JsonObject[]; workspace_id?: { operator?: string; values?: (number | bigint)[] } };
  resource_type?: string;
}

/** What the account may spend in a month, and who is told when it is more. */
interface Budget extends GivenBudget {
  account_id: string;
  budget_configuration_id: string;
  /** Milliseconds since 1970. */
  create_time: number;
  update_time: number;
}

const budgets = new AccountObjects<Budget>("account.budget", (id) => notFound(`Budget ${id} does not exist.`));

type ById = { budget_id: string };

/** @throws ApiError 400, 404 */
function requireBudget(
  call: Call,
  { display_name: name = "", alert_configurations: alerts = [], filter }: GivenBudget,
  own?: string,
): void {
  if (name === "" || name.length > 128) throw invalidParameter("display_name must have 1 to 128 characters.");
  if (budgets.find(call, (each) => each.display_name === name && each.budget_configuration_id !== own)) {
    throw alreadyExists(`Budget with display name ${name} already exists.`);
  }
  for (const { quantity_threshold: threshold = "" } of alerts) {
    if (!(Number(threshold) > 0))
      throw invalidParameter(`quantity_threshold must be a positive number, got '${threshold}'.`);
  }
  for (const id of filter?.workspace_id?.values ?? []) {
    if (!workspaceById(call.store, Number(id))) throw notFound(`Workspace ${id} does not exist.`);
  }
}

/** Every alert, and all that it does, has an id: its own, or a new one. */
function withIds(call: Call, { alert_configurations: alerts, ...budget }: GivenBudget): GivenBudget {
  if (!alerts) return budget;
  return {
    ...budget,
    alert_configurations: alerts.map(({ action_configurations: actions = [], ...alert }) => ({
      ...alert,
      alert_configuration_id: alert.alert_configuration_id || call.store.uuid(),
      action_configurations: actions.map((action) => ({
        ...action,
        action_configuration_id: action.action_configuration_id || call.store.uuid(),
      })),
    })),
  };
}

const create: Behaviour<{ budget: GivenBudget }> = ({ budget: given }, call) => {
  requireAccountAdmin(call);
  requireBudget(call, given);
  const id = call.store.uuid();
  const now = call.store.now();
  const budget = budgets.put(call, id, {
    ...withIds(call, given),
    account_id: call.account.accountId,
    budget_configuration_id: id,
    create_time: now,
    update_time: now,
  });
  return { budget };
};

const get: Behaviour<ById> = ({ budget_id: id }, call) => {
  requireAccountAdmin(call);
  return { budget: budgets.existing(call, id) };
};

const list: Behaviour<{ page_token?: string }> = ({ page_token: token }, call) => {
  requireAccountAdmin(call);
  const { items, nextToken } = budgets.page(call, { token });
  return { budgets: items, next_page_token: nextToken };
};

/** Replaces all but who and when. */
const update: Behaviour<ById & { budget: GivenBudget }> = ({ budget_id: id, budget: given }, call) => {
  requireAccountAdmin(call);
  const { account_id, budget_configuration_id, create_time } = budgets.existing(call, id);
  requireBudget(call, given, id);
  const kept = { account_id, budget_configuration_id, create_time };
  return { budget: budgets.put(call, id, { ...withIds(call, given), ...kept, update_time: call.store.now() }) };
};

const remove: Behaviour<ById> = ({ budget_id: id }, call) => {
  requireAccountAdmin(call);
  budgets.existing(call, id);
  budgets.remove(call, id);
  return undefined;
};

export const budgetsService: Service = {
  "billing.Budgets.Create": create,
  "billing.Budgets.Get": get,
  "billing.Budgets.List": list,
  "billing.Budgets.Update": update,
  "billing.Budgets.Delete": remove,
};
