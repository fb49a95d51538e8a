/** One business value before and after; null = it did not exist. */
export interface AuditedChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What an entry of the audit log says beside who did what to which thing. */
export interface AuditedDetails {
  readonly changes: readonly AuditedChange[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

type Leaves = ReadonlyMap<string, string>;

/**
 * Reads the details of an entry: `before` and `after` become the values that differ, name by name; everything else is a fact. Text that
 * is no JSON (retention has overwritten it) says nothing.
 */
export function readAuditDetails(details: string): AuditedDetails {
  let read: unknown;
  try {
    read = JSON.parse(details === "" ? "{}" : details);
  } catch {
    return { changes: [], facts: [] };
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) return { changes: [], facts: [] };
  const all = read as Readonly<Record<string, unknown>>;
  const { before, after, ...rest } = all;
  const isChange = "before" in all;
  // An entry that names what was changed beside its old value says the new one under its own name.
  const now = "after" in all ? after : isChange ? newValue(rest) : undefined;
  const changes = isChange ? changesOf(leavesOf(before), leavesOf(now)) : [];
  const told = "after" in all || !isChange ? rest : withoutNewValue(rest);
  return { changes, facts: [...leavesOf(told)].map(([name, value]) => ({ name, value })) };
}

/** Names under which entries keep a new value beside `before`. */
const NEW_VALUE = ["to", "value", "state"] as const;
const newValueName = (rest: Readonly<Record<string, unknown>>): string | undefined => NEW_VALUE.find((name) => name in rest);
const newValue = (rest: Readonly<Record<string, unknown>>): unknown => rest[newValueName(rest) ?? ""];
const withoutNewValue = (rest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(rest).filter(([name]) => name !== newValueName(rest)));

function changesOf(before: Leaves, after: Leaves): AuditedChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    return was === is ? [] : [{ name, before: was, after: is }];
  });
}

/** Plain values by their path; nothing, null and empty lists are left out. */
function leavesOf(value: unknown, path = ""): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null)) return value.length === 0 ? new Map() : new Map([[path, value.join(", ")]]);
  if (typeof value === "object") return new Map(Object.entries(value).flatMap(([name, one]) => [...leavesOf(one, path === "" ? name : `${path}.${name}`)]));
  return new Map([[path, String(value)]]);
}
