import { readFileSync } from "node:fs";
import { addUser } from "#app/operations/add-user.server.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const ROLES = ["hr", "arbiter", "director", "admin", "auditor"] as const;
const HOW = "user add --email E --surname S --given-name G --number N [--role admin,hr,…] [--locale en|ru] [--invite]   (password on standard input, unless --invite sends a link)";

/** `concord user add`: the first account of an installation; the password never stands on the command line. Roles hold at once while nobody has any; later a second person confirms them. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(
    args,
    { email: { type: "string" }, surname: { type: "string" }, "given-name": { type: "string" }, number: { type: "string" }, role: { type: "string" }, locale: { type: "string" }, invite: { type: "boolean" } },
    1,
    HOW,
  );
  const given = { email: values.email, surname: values.surname, givenName: values["given-name"], personnelNumber: values.number };
  if (positionals[0] !== "add" || Object.values(given).some((value) => !value)) throw usage(`Usage: concord ${HOW}`);
  const roles = (values.role ?? "").split(",").filter(Boolean);
  const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown) throw usage(`There is no role "${unknown}". Roles are ${ROLES.join(", ")}.`);
  const locale = values.locale ?? "en";
  if (locale !== "en" && locale !== "ru") throw usage("--locale is en or ru.");
  const password = values.invite ? null : readFileSync(0, "utf8").replace(/\r?\n$/, "");
  const result = await withStore(io, (ctx) => addUser(ctx, { ...(given as Record<keyof typeof given, string>), password, roles: roles as (typeof ROLES)[number][], locale }));
  if (!result.ok) throw refusal(SENTENCES[result.code] ?? result.code);
  print(io, values.json, { ...result.value });
}

const SENTENCES: Readonly<Record<string, string>> = {
  password_short: "The password needs at least 12 characters. Nobody was added.",
  password_long: "The password may have at most 128 characters. Nobody was added.",
  password_common: "This password is among those that are tried first. Nobody was added.",
  password_own: "The password is little more than the name, the address or the company. Nobody was added.",
  account_exists: "There is an account with this e-mail address already.",
};
