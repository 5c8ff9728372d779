import { invalidParameter } from "../../control-plane";

/** The share of an endpoint's requests that go to one of its entities. */
export interface RequestedRoute {
  served_entity_name?: string;
  /** The older word for the same. */
  served_model_name?: string;
  /** 0 to 100. */
  traffic_percentage: number;
}

/** As the API shows it: under both names. */
export interface Route extends RequestedRoute {
  served_entity_name: string;
  served_model_name: string;
}

/**
 * How an endpoint divides its requests among `entities`, its served entities' names. The only one gets them all.
 * @throws ApiError 400 for shares that do not make up a whole, or of what is not served.
 */
export function completeRoutes(requested: RequestedRoute[] | undefined, entities: string[]): Route[] {
  const [only] = entities;
  if (!requested?.length) {
    if (only === undefined || entities.length > 1) {
      throw invalidParameter("traffic_config must be given for an endpoint with more than one served entity.");
    }
    return [{ served_entity_name: only, served_model_name: only, traffic_percentage: 100 }];
  }
  const routes = requested.map((route) => completed(route, entities));
  const names = routes.map((route) => route.served_entity_name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`traffic_config has more than one route to '${twice}'.`);
  const sum = routes.reduce((total, route) => total + route.traffic_percentage, 0);
  if (sum !== 100) {
    throw invalidParameter(`The traffic percentages of all routes must sum up to 100, got ${sum}.`);
  }
  return routes;
}

function completed(
  { served_entity_name: entity, served_model_name: model, traffic_percentage }: RequestedRoute,
  entities: string[],
): Route {
  const name = entity ?? model;
  if (name === undefined || (entity !== undefined && model !== undefined && entity !== model)) {
    throw invalidParameter("Each route needs the name of one served entity in served_entity_name.");
  }
  if (!entities.includes(name)) {
    throw invalidParameter(
      `traffic_config has a route to '${name}', which is not served: the served entities are ${entities.join(", ")}.`,
    );
  }
  if (traffic_percentage < 0 || traffic_percentage > 100) {
    throw invalidParameter(`The traffic percentage of '${name}' must be from 0 to 100, got ${traffic_percentage}.`);
  }
  return { served_entity_name: name, served_model_name: name, traffic_percentage };
}
