import type { ResourceType } from "./resource-types";
import type { PolicyResource, PolicyStack, Rule } from "./rule";

/**
 * A stack's resources, sorted once for all rules. By URN: programs declare side by side, and a rule that names the first
 * of two must name the same one each time.
 */
export class ResourcesByType {
  readonly all: readonly PolicyResource[];
  private readonly byType = new Map<string, PolicyResource[]>();

  constructor(resources: readonly PolicyResource[]) {
    this.all = [...resources].sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
    for (const resource of this.all) {
      const others = this.byType.get(resource.type);
      if (others) others.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  ofType<Type extends ResourceType>(type: Type): PolicyResource<Type>[] {
    return (this.byType.get(type) ?? []) as PolicyResource<Type>[];
  }
}

/** What components declare comes first: it is what the others were added to. */
const placeOf = ({ parent, urn }: PolicyResource): string => `${parent === "" ? 1 : 0} ${urn}`;

/** All resources of a stack, as a rule sees them. */
export class StackView implements PolicyStack {
  readonly resources: readonly PolicyResource[];

  constructor(
    private readonly rule: Rule,
    private readonly byType: ResourcesByType,
    readonly showsReferences: boolean,
    private readonly undetermined: (resource: PolicyResource, message: string, error: unknown) => void,
  ) {
    this.resources = byType.all;
  }

  ofType<Type extends ResourceType>(type: Type): PolicyResource<Type>[] {
    return this.byType.ofType(type);
  }

  each<Type extends ResourceType>(type: Type, look: (resource: PolicyResource<Type>) => void): void {
    this.lookAt(this.ofType(type), look);
  }

  eachResource(look: (resource: PolicyResource) => void): void {
    this.lookAt(this.resources, look);
  }

  private lookAt<Resource extends PolicyResource<ResourceType>>(
    resources: readonly Resource[],
    look: (resource: Resource) => void,
  ): void {
    for (const resource of resources) {
      try {
        look(resource);
      } catch (error) {
        this.undetermined(resource, unknownIn(error, this.rule), error);
      }
    }
  }
}

/**
 * Which property a preview does not know yet.
 * @throws RuleFault for anything else that a rule threw: never taken for a pass.
 */
export function unknownIn(error: unknown, rule: Rule): string {
  if (isUnknownValue(error)) return error.message;
  if (error instanceof RuleFault) throw error;
  throw new RuleFault(rule.id, error);
}

/** The policy SDK's own error for it, which it does not export. */
const isUnknownValue = (error: unknown): error is Error => error instanceof Error && "unknownTypeSentinel" in error;

/** A rule failed: a fault of the pack's, not of the estate's. */
class RuleFault extends Error {
  constructor(
    readonly rule: string,
    override readonly cause: unknown,
  ) {
    super(
      `rule ${rule} failed, so nothing is known of what it guards: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}
