import type { z } from "zod";
import { listed, suggestion } from "../../../wording/nearest";
import { model } from "../schema/project/model";
import type { FeatureSettings } from "../schema/project/project";
import type { Contradiction } from "./contradiction";
import { judged, type SoundParts } from "./sound-parts";

/** A feature table, as the code that writes it has it. */
interface TableCode {
  primaryKey: readonly string[];
  timestamp: string | null;
}

/** A model, as the code that trains it has it. */
interface ModelCode {
  task: string;
  label: string;
  slices: readonly string[];
  hyperparameters: readonly string[];
}

/** What a project's code and its file both say; see pipelines/generated/projects.json. */
export interface ProjectCode {
  tables: Readonly<Record<string, TableCode>>;
  models: Readonly<Record<string, ModelCode>>;
}

/** What is held against the code: a mistake in other settings of the model hides none of what is said. */
const REGARDED = model.pick({ task: true, label: true, hyperparameters: true, sliceGaps: true, previously: true });

/** Where the file says other things than the code: its tasks would fail, or do something else. */
export const codeProblems = ({ features, each }: SoundParts, code: ProjectCode): Contradiction[] => [
  ...Object.entries(features?.tables ?? {}).flatMap(([name, table]) => tableProblems(name, table, code)),
  ...Object.entries(each.models).flatMap(([name, part]) =>
    judged(REGARDED, part, (settings) => modelProblems(name, settings, code)),
  ),
];

function tableProblems(name: string, table: FeatureSettings["tables"][string], code: ProjectCode): Contradiction[] {
  const at = ["features", "tables", name];
  const written = code.tables[name];
  if (!written) return [{ path: at, message: unknown("feature table", name, Object.keys(code.tables)) }];
  const found: Contradiction[] = [];
  if ([...table.primaryKey].sort().join() !== [...written.primaryKey].sort().join()) {
    const message = `the project's code writes "${name}" with the primary key ${listed(written.primaryKey)}`;
    found.push({ path: [...at, "primaryKey"], message });
  }
  if ((table.timestamp ?? null) !== written.timestamp) {
    const has = written.timestamp === null ? "without a time" : `with the time "${written.timestamp}"`;
    const path = table.timestamp === undefined ? at : [...at, "timestamp"];
    found.push({ path, message: `the project's code writes "${name}" ${has}` });
  }
  return found;
}

function modelProblems(name: string, model: z.output<typeof REGARDED>, code: ProjectCode): Contradiction[] {
  const at = ["models", name];
  const trained = code.models[model.previously ?? name];
  if (!trained) return [{ path: at, message: unknown("model", name, Object.keys(code.models)) }];
  const found: Contradiction[] = [];
  if (model.task !== trained.task) {
    found.push({ path: [...at, "task"], message: `the project's code trains "${name}" for ${trained.task}` });
  }
  if (model.label !== trained.label) {
    found.push({ path: [...at, "label"], message: `the project's code predicts "${trained.label}"` });
  }
  for (const [key, names, known] of [
    ["hyperparameters", Object.keys(model.hyperparameters), trained.hyperparameters],
    ["sliceGaps", Object.keys(model.sliceGaps), trained.slices],
  ] as const) {
    const what = key === "sliceGaps" ? "slices by" : "hyperparameter";
    for (const each of names.filter((own) => !known.includes(own))) {
      found.push({ path: [...at, key, each], message: unknown(what, each, known) });
    }
  }
  return found;
}

const unknown = (what: string, name: string, known: readonly string[]): string => {
  const has = known.length === 0 ? "" : `; it must be ${listed(known)}`;
  return `the project's code has no ${what} "${name}"${suggestion(name, known) || has}`;
};
