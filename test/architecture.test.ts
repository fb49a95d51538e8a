import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = posix.join(folder, name);
    return statSync(join(ROOT, path)).isDirectory() ? filesUnder(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}
const sources = ["app", "db", "jobs"].flatMap(filesUnder);
const read = (file: string) => ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true);

interface Import {
  readonly from: string;
  /** Path in the project, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = sources.flatMap((from) => {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const to = specifier.startsWith("#") ? specifier.slice(1) : specifier.startsWith(".") ? relative(ROOT, join(ROOT, dirname(from), specifier)) : specifier;
    found.push({ from, to, typeOnly });
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const named = node.importClause?.namedBindings;
      const allTypes = named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((one) => one.isTypeOnly) && !node.importClause?.name;
      add(node.moduleSpecifier.text, node.importClause?.isTypeOnly === true || allTypes);
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) add(node.moduleSpecifier.text, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] && ts.isStringLiteral(node.arguments[0])) add(node.arguments[0].text, false);
    ts.forEachChild(node, visit);
  };
  visit(read(from));
  return found;
});

const line = ({ from, to }: Import) => `${from} imports ${to}`;
const offending = (from: RegExp, allowed: (to: string, one: Import) => boolean) => imports.filter((one) => from.test(one.from) && !allowed(one.to, one)).map(line);
const isProject = (to: string) => /^(app|db|jobs|test)\//.test(to);

describe("who imports whom", () => {
  test("the domain imports the domain, rrule and temporal-polyfill", () => {
    expect(offending(/^app\/domain\//, (to) => to.startsWith("app/domain/") || to === "rrule" || to === "temporal-polyfill")).toEqual([]);
  });

  test("operations know no routes, no request edge, no jobs and no query builder", () => {
    expect(offending(/^app\/operations\//, (to) => !/^(app\/(routes|web|components)|jobs)\//.test(to) && !/^drizzle-orm|^better-sqlite3$|^pg$|^@remix-run/.test(to))).toEqual([]);
  });

  test("the database knows no operations, routes, jobs or pages", () => {
    expect(offending(/^db\//, (to) => !/^(app\/(operations|routes|web|components|i18n|format)|jobs)\//.test(to))).toEqual([]);
  });

  test("routes and the request edge write through operations only", () => {
    expect(offending(/^app\/(routes|web|components|format)\//, (to) => !/^drizzle-orm|^better-sqlite3$|^pg$/.test(to) && !to.startsWith("jobs/") && !/^db\/(migrate|open-(sqlite|pg))/.test(to))).toEqual([]);
  });

  test("components and formats reach no server code", () => {
    expect(offending(/^app\/(components|format)\//, (to, { typeOnly }) => typeOnly || (!to.includes(".server") && !/^(db|jobs)\//.test(to) && !to.startsWith("app/operations/")))).toEqual([]);
  });

  test("jobs know no pages; the command line and the job process put everything together", () => {
    const roots = new Set(["jobs/cli.ts", "jobs/main.ts"]);
    expect(imports.filter(({ from, to }) => from.startsWith("jobs/") && !roots.has(from) && /^app\/(routes|web|components)\//.test(to)).map(line)).toEqual([]);
  });

  test("tests are imported by nothing", () => {
    expect(imports.filter(({ to }) => isProject(to) && to.startsWith("test/")).map(line)).toEqual([]);
  });
});

describe("transactions", () => {
  test("no bare transaction and no synchronous run outside the two stores", () => {
    const faults = sources
      .filter((file) => file.endsWith(".ts") && !/^db\/(open-|migrate-)|^jobs\/commands\/restore|^db\/check/.test(file) && file.startsWith("db/queries"))
      .flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(/\.(transaction|run|all|get)\(\)?/g)].filter((m) => /\.(transaction\(|run\(\)|all\(\)|get\(\))/.test(m[0])).map((m) => `${file}: ${m[0]}`));
    expect(faults).toEqual([]);
  });
});

/** Routes that anybody may open, each for its reason. */
const PUBLIC: ReadonlySet<string> = new Set([
  "app/routes/api.$/route.ts",
  "app/routes/api.v1.openapi[.]json/route.ts",
  "app/routes/sign-in/route.tsx",
  "app/routes/sign-in_.code/route.tsx",
  "app/routes/sign-in_.forgot/route.tsx",
  "app/routes/sign-in_.set.$token/route.tsx",
  "app/routes/sign-in_.set._index/route.tsx",
  "app/routes/sign-in_.sso/route.tsx",
  "app/routes/sign-in_.sso_.return/route.tsx",
  "app/routes/sign-out/route.tsx",
  "app/routes/mail.stop.$token/route.tsx",
  "app/routes/mail.stop._index/route.tsx",
  "app/routes/preferences/route.tsx",
  "app/routes/rate.$token/route.tsx",
  "app/routes/rate.answer.$invitationId/route.tsx",
  "app/routes/rate.thanks.$invitationId/route.tsx",
  "app/routes/rate.round.$token/route.tsx",
  "app/routes/rate.round.answer.$askedId/route.tsx",
]);

/** A loader that only leads on to another page gives nothing away. */
describe("every loader and action guards itself", () => {
  const routes = sources.filter((file) => /^app\/routes\/.*route\.tsx?$/.test(file) || /^app\/routes\/[^/]+\.tsx?$/.test(file));
  test.each(routes.filter((file) => !PUBLIC.has(file)))("%s", (file) => {
    const source = read(file);
    for (const node of source.statements) {
      if (!ts.isFunctionDeclaration(node) || !node.body || !["loader", "action"].includes(node.name?.text ?? "")) continue;
      const first = node.body.statements[0]?.getText(source) ?? "";
      expect(first, `${node.name!.text} of ${file} begins with a guard`).toMatch(/\brequire[A-Z]\w*\(|^return redirect\(/);
    }
  });

  test("the public list names routes that exist", () => {
    expect([...PUBLIC].filter((file) => !routes.includes(file))).toEqual([]);
  });
});

describe("confidential answers", () => {
  test("are read by the closing of a round alone; every other door ends at its reports", () => {
    const naming = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(ROOT, file), "utf8")));
    expect(naming(/\brelationshipAnswer\b/).sort()).toEqual(["db/queries/relationship.server.ts", "db/schema/data-class.ts", "db/schema/pg.ts", "db/schema/results.ts", "db/schema/sqlite.ts", "db/store.ts"]);
    expect(naming(/\bloadAnswersForReport\b/).sort()).toEqual(["app/operations/close-rounds.server.ts", "db/queries/relationship.server.ts"]);
  });
});
