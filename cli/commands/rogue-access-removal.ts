import type { Difference } from "../../access";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { ExitCode } from "../exit-code";
import type { Turn } from "../stacks/schedule";
import { type Stack, stacksOf } from "../stacks/stacks";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import { deployedOf, findRogueAccess, type RogueDifference, stacksToDeclare } from "./rogue-access";
import { isCertain, unbind } from "./rogue-access-bindings";
import { rogueAccessText } from "./rogue-access-text";

/**
 * Takes away what somebody was given by hand, of what the chosen stacks declare as a whole: lists of grants and
 * permissions through the engine, and bindings, which the engine only knows one by one. The rest `lakestage drift` tells.
 */
export class RogueAccessRemoval {
  private found: RogueDifference[] = [];
  /** What it is to be compared with. */
  private declared: Stack[] = [];

  constructor(
    private readonly home: Home,
    private readonly terminal: Terminal,
    /** Whom the engine acts as, where that is somebody else than the platform team: they look for nothing. */
    private readonly as: string | undefined,
  ) {}

  /** Finds what there is to take away. That it cannot be found keeps nothing else from being deployed. */
  async begin(target: Target, stacks: readonly Stack[]): Promise<void> {
    if (this.as !== undefined) return;
    try {
      const deployed = await deployedOf(target, stacks);
      if (deployed.length === 0) return;
      this.declared = stacksToDeclare(stacks, stacksOf(CHECKOUT));
      this.found = (await this.find(target, deployed)).differences;
    } catch (error) {
      this.terminal.note(`Access that was given by hand is not looked for: ${messageOf(error)}`);
    }
  }

  /** What makes the engine take away what it can: it reads the stack back first. */
  parameters({ name }: Stack): string[] {
    return this.found.some(({ authoritative, stack }) => authoritative && stack === name) ? ["--refresh"] : [];
  }

  /** Takes away what the engine leaves, and says what is gone. What stays lets the command fail. */
  async end(target: Target, turns: readonly Turn<unknown>[]): Promise<void> {
    const done = turns.flatMap(({ outcome, stack }) => (outcome === "done" ? [stack] : []));
    const wanted = this.found.filter(({ stack }) => done.some(({ name }) => name === stack));
    if (wanted.length === 0) return;
    try {
      const { differences: left, estate } = await this.find(target, done);
      const kept = new Set(left.map(keyOf));
      for (const difference of left) {
        if (difference.binding) await unbind(estate, this.environmentOf(difference), difference.binding);
      }
      for (const difference of wanted) {
        if (difference.binding === undefined && kept.has(keyOf(difference))) this.remains(difference);
        else this.terminal.note(`${difference.stack}: taken away: ${rogueAccessText(difference)}`);
      }
    } catch (error) {
      process.exitCode ||= ExitCode.stackFailed;
      this.terminal.note(
        `Access that was given by hand may still be there; lakestage drift shows it, the next lakestage up goes on: ${messageOf(error)}`,
      );
    }
  }

  private environmentOf({ stack }: Difference): string {
    return this.declared.find(({ name }) => name === stack)?.environment ?? stack;
  }

  private remains(difference: Difference): void {
    process.exitCode ||= ExitCode.stackFailed;
    const { remove, stack } = difference;
    this.terminal.note(`${stack}: still there: ${rogueAccessText(difference)}. To remove it: ${remove}`);
  }

  private async find(target: Target, stacks: readonly Stack[]): ReturnType<typeof findRogueAccess> {
    const { differences, estate } = await findRogueAccess(this.home, target.name, target, stacks, this.declared);
    const environments = this.declared.flatMap(({ environment, kind }) => (kind === "platform" ? [environment] : []));
    return {
      estate,
      // What files give by now is deployed with the rest.
      differences: differences.filter(
        ({ adopted, authoritative, binding }) =>
          !adopted && (authoritative || (binding && isCertain(binding, estate, environments))),
      ),
    };
  }
}

const keyOf = ({ holds, stack, what, where, who }: Difference): string =>
  JSON.stringify([stack, what, who, where, holds]);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
