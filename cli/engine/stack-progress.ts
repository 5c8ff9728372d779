import { resourceName, STACK_TYPE } from "./deployment";
import type { EngineEvent, Step } from "./engine-event";
import { type PropertyChange, propertyChanges } from "./property-changes";
import { type Diagnostic, plainMessage } from "./service-messages";

const CREATING = new Set(["create", "create-replacement"]);
/** Steps that change nothing anywhere. */
const QUIET = new Set(["same", "read", "read-discard", "refresh", "discard"]);

const CLOSING_WORDS = /^(update|preview|refresh|destroy|resource operations?) failed$/;

/** A resource that is not the way the program says. */
export interface ResourceChange {
  /** The engine's word: `create`, `update`, `replace`, `delete`. */
  operation: string;
  resource: string;
  /** The properties that differ; of a resource that is made or goes, none. */
  properties: PropertyChange[];
}

/** The provider reports a look-up that finds nothing as the stack's error; the program takes it for an answer. */
const FOUND_NOTHING = /does not exist\.?: failed to get registered model/;

/** What a preview cannot know, the engine tells as a fault of the program's. */
const NOT_KNOWN_YET = /^Undefined value \(\w+\) will not show as a stack output/;

/** Failures that do not tell whether the service did what it was asked. */
const INCONCLUSIVE = /context canceled|deadline exceeded|timed? ?out|connection (reset|refused)|broken pipe|\bEOF\b/i;

/** Follows one stack's run through the engine's events. */
export class StackProgress {
  /** Resources whose step has begun, and ended. */
  begun = 0;
  ended = 0;
  /** What the engine works on now, oldest first. */
  private readonly current = new Map<string, string>();
  /** Creations that have begun and not succeeded. */
  private readonly creating = new Map<string, Step>();
  private readonly messages: Diagnostic[] = [];
  /** Error messages by URN. */
  private readonly errors = new Map<string, string[]>();
  private readonly changed = new Map<string, ResourceChange>();
  /** What policies said, as the engine tells it; a mandatory one's makes the run fail. */
  readonly policyEvents: NonNullable<EngineEvent["policyEvent"]>[] = [];
  /** Resources by operation, once the run has ended. */
  counts: Record<string, number> | undefined;
  /** The stack's outputs; empty until it has them. */
  outputs: Record<string, unknown> = {};

  accept(event: EngineEvent): void {
    if (event.resourcePreEvent) this.begin(event.resourcePreEvent.metadata);
    if (event.resOutputsEvent) this.finish(event.resOutputsEvent.metadata);
    if (event.resOpFailedEvent) this.current.delete(event.resOpFailedEvent.metadata.urn);
    if (event.summaryEvent) this.counts = event.summaryEvent.resourceChanges;
    if (event.errorEvent) this.messages.push({ severity: "error", message: event.errorEvent.error });
    if (event.policyEvent) this.policyEvents.push(event.policyEvent);
    const diagnostic = event.diagnosticEvent;
    if (diagnostic && !diagnostic.ephemeral && (diagnostic.severity === "error" || diagnostic.severity === "warning")) {
      this.say(diagnostic.severity, diagnostic.urn, diagnostic.message);
    }
  }

  /** What has been under way longest: `databricks.Catalog prod`. */
  get busyWith(): string | undefined {
    return this.current.values().next().value;
  }

  get diagnostics(): Diagnostic[] {
    // The engine closes a failed run by saying that it failed: news only where nothing else was said.
    const reasons = this.messages.filter(({ message }) => !CLOSING_WORDS.test(message));
    const said = this.violated || reasons.some(({ severity }) => severity === "error");
    return said ? reasons : this.messages;
  }

  /** Whether a mandatory policy made the run fail. */
  private get violated(): boolean {
    return this.policyEvents.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  }

  /** Creations of which nobody knows whether they took effect: cut off, or failed without the service's verdict. */
  get uncertainCreates(): Step[] {
    return [...this.creating.values()].filter(({ urn }) => {
      const reasons = this.errors.get(urn) ?? [];
      return reasons.length === 0 || reasons.some((reason) => INCONCLUSIVE.test(reason));
    });
  }

  get changes(): ResourceChange[] {
    return [...this.changed.values()];
  }

  private begin(step: Step): void {
    this.begun++;
    if (step.new?.custom && !QUIET.has(step.op)) this.current.set(step.urn, resourceName(step.urn));
    if (step.new?.custom && CREATING.has(step.op)) this.creating.set(step.urn, step);
    this.noteChange(step);
  }

  private finish(step: Step): void {
    this.ended++;
    this.current.delete(step.urn);
    this.creating.delete(step.urn);
    if (step.type === STACK_TYPE) this.outputs = step.new?.outputs ?? {};
    // A refresh knows what it found only now.
    this.noteChange(step);
  }

  private noteChange(step: Step): void {
    const { op, urn } = step;
    if (QUIET.has(op)) return;
    const properties = propertyChanges(step);
    // Of a replacement's several steps only one says what differs.
    const known = properties.length > 0 ? properties : (this.changed.get(urn)?.properties ?? []);
    this.changed.set(urn, { operation: plainOperation(op), resource: resourceName(urn), properties: known });
  }

  private say(severity: Diagnostic["severity"], urn: string | undefined, message: string): void {
    const text = plainMessage(message);
    if (FOUND_NOTHING.test(text) || NOT_KNOWN_YET.test(text)) return;
    if (severity === "error" && urn) this.errors.set(urn, [...(this.errors.get(urn) ?? []), text]);
    const resource = urn ? resourceName(urn) : undefined;
    const repeated = this.messages.some((known) => known.message === text && known.resource === resource);
    if (text !== "" && !repeated) this.messages.push({ severity, message: text, ...(resource ? { resource } : {}) });
  }
}

/** The engine's several steps of a replacement are one change to whoever reads about it. */
function plainOperation(operation: string): string {
  return operation === "create-replacement" || operation === "delete-replaced" ? "replace" : operation;
}
