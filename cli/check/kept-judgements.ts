import { createHash } from "node:crypto";
import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Question, SettingsFiles } from "../../infra/config";
import { type Answered, answered, type Judgement } from "./judgement";
import { readSealed, writeSealed } from "./sealed-file";

/** What a file holds. Answers are in one list: stacks have most of them in common. */
interface Kept {
  circumstances: string;
  answers: readonly Answered[];
  /** Choices of stacks in whose settings there is no mistake, with places in the list. */
  sound: Record<string, number[]>;
  judgements: Record<string, Omit<Judgement, "asked"> & { asked: number[] }>;
}

/** Estates that something is kept of. A hundred stacks without findings take some fifty kilobytes. */
const MOST_ESTATES = 50;

/** Choices of stacks that are kept of an estate. */
const MOST_CHOICES = 10;

/**
 * What earlier runs found in an estate, in a file of its own. It is believed only where everything that was asked for it
 * is asked again and has the same answer, under the same circumstances; else it is as if nothing were kept. A file that
 * cannot be read or written is nobody's fault: the work is done again.
 */
export class KeptJudgements {
  private readonly path: string | undefined;
  private readonly judgements = new Map<string, Judgement>();
  private readonly sound = new Map<string, readonly Answered[]>();
  private readonly believed = new Map<string, boolean>();
  private isNew = false;

  /**
   * @param folder where the files of all estates are; undefined: nothing is kept for later runs.
   * @param files the estate's settings.
   * @param circumstances stand for all else that a judgement depends on.
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly files: SettingsFiles,
    private readonly circumstances: string,
  ) {
    this.path = folder && join(folder, `${digestOf(files.directory).slice(0, 32)}.json`);
    this.load();
  }

  /** A stack's judgement, where it still holds. */
  of(stack: string): Judgement | undefined {
    const judgement = this.judgements.get(stack);
    return judgement && this.holds(stack, judgement) ? judgement : undefined;
  }

  keep(judgement: Judgement): void {
    const { name } = judgement.stack;
    this.judgements.set(name, judgement);
    this.believed.set(name, true);
    this.isNew = true;
  }

  /** Whether no mistake was found in the settings of these stacks, and nothing that was looked at has changed. */
  isSound(stacks: readonly string[]): boolean {
    return this.sound.get(choiceOf(stacks))?.every(this.isAnswered) ?? false;
  }

  keepSound(stacks: readonly string[], asked: ReadonlySet<Question>): void {
    this.sound.set(choiceOf(stacks), answered(this.files, asked));
    this.isNew = true;
  }

  /** @param stacks all that the estate has: what is kept of others is dropped. */
  save(stacks: ReadonlySet<string>): void {
    if (this.folder === undefined || this.path === undefined) return;
    if (!this.isNew) {
      touch(this.path);
      return;
    }
    const answers = new AnswerList();
    const kept: Kept = {
      circumstances: this.circumstances,
      answers: answers.list,
      sound: Object.fromEntries(
        [...this.sound].slice(-MOST_CHOICES).map(([choice, asked]) => [choice, answers.placesOf(asked)]),
      ),
      judgements: Object.fromEntries(
        [...this.judgements].flatMap(([name, { asked, ...judgement }]) =>
          stacks.has(name) ? [[name, { ...judgement, asked: answers.placesOf(asked) }]] : [],
        ),
      ),
    };
    if (writeSealed(this.path, kept)) dropOldest(this.folder);
  }

  private load(): void {
    const kept = this.path === undefined ? undefined : readSealed<Kept>(this.path);
    // Other code may have written it, in another form.
    if (kept?.circumstances !== this.circumstances) return;
    const answersAt = (places: readonly number[]): Answered[] =>
      places.flatMap((place) => kept.answers.slice(place, place + 1));
    for (const [choice, asked] of Object.entries(kept.sound)) this.sound.set(choice, answersAt(asked));
    for (const [name, { asked, ...judgement }] of Object.entries(kept.judgements)) {
      this.judgements.set(name, { ...judgement, asked: answersAt(asked) });
    }
  }

  private holds(stack: string, { asked, heard }: Judgement): boolean {
    const known = this.believed.get(stack);
    if (known !== undefined) return known;
    // Stacks that read each other: neither is believed for the other's sake.
    this.believed.set(stack, false);
    const holds =
      asked.every(this.isAnswered) &&
      Object.entries(heard).every(([other, outputs]) => this.of(other)?.outputs === outputs);
    this.believed.set(stack, holds);
    return holds;
  }

  private readonly isAnswered = ([question, answer]: Answered): boolean => this.files.digest(question) === answer;
}

/** Answers without repetition, which are referred to by their places. */
class AnswerList {
  readonly list: Answered[] = [];
  private readonly places = new Map<string, number>();

  placesOf(answers: readonly Answered[]): number[] {
    return answers.map((answer) => {
      const key = answer.join("\0");
      const place = this.places.get(key) ?? this.list.push(answer) - 1;
      this.places.set(key, place);
      return place;
    });
  }
}

const choiceOf = (stacks: readonly string[]): string => digestOf(stacks.join("\0"));

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** What is used is not the oldest. */
function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Where it cannot be written, it is not dropped either.
  }
}

/** Also what a run left that was killed while it wrote. */
function dropOldest(folder: string): void {
  try {
    const files = readdirSync(folder).map((name) => join(folder, name));
    const age = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
    const newestFirst = files.sort((one, other) => (age.get(other) ?? 0) - (age.get(one) ?? 0));
    for (const file of newestFirst.slice(MOST_ESTATES)) rmSync(file, { force: true });
  } catch {
    // Another run drops the same files.
  }
}
