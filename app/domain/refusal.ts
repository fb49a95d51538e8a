/**
 * A refusal is an answer a caller can act on: a stable code and the facts that a sentence needs.
 * Sentences are made at the edge (`app/i18n`); the domain returns or throws codes only.
 */
export interface Refused<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  /** Field path the refusal belongs to, where there is one. */
  readonly field?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export type Result<T, Code extends string = string> = Ok<T> | Refused<Code>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const refused = <Code extends string>(
  code: Code,
  facts?: Refused["facts"],
  field?: string,
): Refused<Code> => ({ ok: false, code, ...(facts ? { facts } : {}), ...(field ? { field } : {}) });

/**
 * Thrown where an input breaks the contract of a pure function (an unknown zone, a curve that does
 * not rise). `code` is stable and part of the command line interface; see `formulas.md`.
 */
export class DomainError extends Error {
  readonly code: string;
  constructor(code: string, detail?: string) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = "DomainError";
    this.code = code;
  }
}

/** A value of any kind as the detail of an error. An object's own `toString` is never called: it comes from outside and may be no function. */
export const saidOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? typeof value));
