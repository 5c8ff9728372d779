import type { NotebookLanguage } from "./tree";

/** The files that a notebook's source may be in, and how each language writes a comment. */
const LANGUAGES: Readonly<Record<NotebookLanguage, { extension: string; comment: string }>> = {
  PYTHON: { extension: "py", comment: "#" },
  R: { extension: "r", comment: "#" },
  SCALA: { extension: "scala", comment: "//" },
  SQL: { extension: "sql", comment: "--" },
};

/** The first line by which a source file is known to be a notebook. */
const firstLine = (language: NotebookLanguage): string => `${LANGUAGES[language].comment} Databricks notebook source`;

/** What a line of comment begins with. */
export const languageMark = (language: NotebookLanguage): string => LANGUAGES[language].comment;

export const extensionOf = (language: NotebookLanguage): string => LANGUAGES[language].extension;

/** The language whose files end like `path`; undefined where there is none. */
export function languageOfPath(path: string): NotebookLanguage | undefined {
  const languages = Object.keys(LANGUAGES) as NotebookLanguage[];
  return languages.find((language) => path.toLowerCase().endsWith(`.${extensionOf(language)}`));
}

export const isNotebookSource = (bytes: Buffer, language: NotebookLanguage): boolean =>
  bytes.toString().split(/\r?\n/, 1)[0] === firstLine(language);

/** The source as a file that is known to be a notebook. */
export const withFirstLine = (bytes: Buffer, language: NotebookLanguage): Buffer =>
  isNotebookSource(bytes, language) ? bytes : Buffer.concat([Buffer.from(`${firstLine(language)}\n`), bytes]);
