import { type DeclaredResource, type DeclaredStack, urnOf } from "../../infra/declaration";

/** An estate with one stack changed; what is given stays as it is. */
export class ChangedEstate {
  constructor(readonly stacks: readonly DeclaredStack[]) {}

  /** The inputs of one resource, with these in their place. */
  set(stack: string, name: string, inputs: Record<string, unknown>): ChangedEstate {
    const wanted = this.resource(stack, name);
    const changed = { ...wanted, inputs: { ...wanted.inputs, ...inputs } };
    return this.with(stack, (resources) => resources.map((each) => (each === wanted ? changed : each)));
  }

  add(stack: string, type: string, name: string, inputs: Record<string, unknown>): ChangedEstate {
    const urn = urnOf(stack, "", type, name);
    const resource: DeclaredResource = {
      ...{ urn, type, name, inputs, outputs: { ...inputs }, id: `${name}-id`, parent: "" },
      ...{
        custom: true,
        protect: false,
        provider: "",
        secrets: [],
        dependsOn: [],
        propertyDependencies: {},
        ignoreChanges: [],
      },
    };
    return this.with(stack, (resources) => [...resources, resource]);
  }

  remove(stack: string, name: string): ChangedEstate {
    const gone = this.resource(stack, name);
    return this.with(stack, (resources) => resources.filter((each) => each !== gone));
  }

  /** @throws Error where there is none: a change of nothing would prove nothing. */
  resource(stack: string, name: string): DeclaredResource {
    const found = this.stacks
      .find((each) => each.name === stack)
      ?.resources.find((each) => each.custom && each.name === name);
    if (!found) throw new Error(`stack ${stack} declares no ${name}`);
    return found;
  }

  /** The service principal that people know by this name. */
  servicePrincipal(displayName: string): { id: string; applicationId: string } {
    const found = this.stacks
      .flatMap(({ resources }) => resources)
      .find(({ inputs, type }) => type.endsWith(":ServicePrincipal") && inputs.displayName === displayName);
    if (!found) throw new Error(`there is no service principal ${displayName}`);
    return { id: found.id, applicationId: String(found.outputs.applicationId) };
  }

  /** With other settings of Unity Catalog. */
  unityCatalog(environment: string, changes: Partial<DeclaredStack["settings"]["unityCatalog"]>): ChangedEstate {
    return new ChangedEstate(
      this.stacks.map((stack) =>
        stack.settings.name === environment
          ? {
              ...stack,
              settings: { ...stack.settings, unityCatalog: { ...stack.settings.unityCatalog, ...changes } },
            }
          : stack,
      ),
    );
  }

  private with(name: string, change: (resources: readonly DeclaredResource[]) => DeclaredResource[]): ChangedEstate {
    return new ChangedEstate(
      this.stacks.map((stack) => (stack.name === name ? { ...stack, resources: change(stack.resources) } : stack)),
    );
  }
}
