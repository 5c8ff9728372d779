import { ownResources, type ResourceState } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { Stack } from "../stacks/stacks";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";

const RULE = "databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule";

/**
 * The private endpoints that platforms' stacks have serverless compute ask for. No resource approves them: azure-native
 * refuses to create a connection that is there already. See docs/decisions/0072-how-private-storage-is-reached.md.
 */
export class ServerlessEndpoints {
  /** Told at the end: whatever is written earlier stands in the middle of the progress. */
  private readonly notes: string[] = [];

  constructor(private readonly terminal: Terminal) {}

  /**
   * Approves what a platform's stack asked for, at the resources that it leads to; what else waits there goes on waiting.
   * One that cannot be approved lets the command end with `stackFailed`.
   */
  async approve(target: Target, { kind, name }: Stack): Promise<void> {
    if (kind !== "platform") return;
    const rules = ownResources(await target.deployment(name)).filter(({ type }) => type === RULE);
    for (const resource of new Set(rules.map((rule) => outputOf(rule, "resourceId")))) {
      const asked = rules.filter((rule) => outputOf(rule, "resourceId") === resource);
      const endpoints = asked.map((rule) => outputOf(rule, "endpointName"));
      await this.approveAt(target, name, resource, endpoints);
    }
  }

  private async approveAt(target: Target, stack: string, resource: string, endpoints: string[]): Promise<void> {
    const at = resource.split("/").at(-1) ?? resource;
    try {
      const approved = await target.approveConnections(resource, endpoints);
      if (approved > 0) this.notes.push(`${stack}: approved ${counted(approved)} of serverless compute at ${at}.`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.notes.push(
        `${stack}: the private endpoints of serverless compute at ${at} cannot be approved: ${reason}\n` +
          "Nothing serves or monitors what lies there until an owner approves them: docs/deploy-to-azure.md, section 5.",
      );
      process.exitCode = ExitCode.stackFailed;
    }
  }

  /** Says what was approved, and what was not. */
  tell(): void {
    for (const note of this.notes) this.terminal.note(note);
  }
}

const outputOf = ({ outputs }: ResourceState, name: string): string => String(outputs?.[name]);

const counted = (number: number): string => `${number} private endpoint${number === 1 ? "" : "s"}`;
