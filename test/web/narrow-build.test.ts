import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildOfPath } from "#app/web/narrow-build.server.ts";

interface Node {
  readonly id: string;
  readonly path?: string;
  readonly index?: boolean;
  readonly children: Node[];
}

/** id, parent, path: layouts without a path, a place and what is below it, a file beside it, parameters at the front, and what fits anything. */
const ROUTES: readonly (readonly [id: string, parent: string | undefined, path: string | undefined, index?: boolean])[] = [
  ["root", undefined, ""],
  ["shell", "root", undefined],
  ["home", "shell", undefined, true],
  ["work", "shell", "work", true],
  ["work-one", "shell", "work/:id"],
  ["work-import", "shell", "work/import"],
  ["work-file", "root", "work.csv"],
  ["ratings", "shell", "ratings"],
  ["ratings-list", "ratings", undefined, true],
  ["ratings-given", "ratings", "given"],
  ["hand-over", "root", ":token/hand-over"],
  ["old", "root", "old?/work"],
  ["anything", "shell", "*"],
];

const build = {
  routes: Object.fromEntries(ROUTES.map(([id, parentId, path, index]) => [id, { id, parentId, path, index, module: {} }])),
  assets: { routes: Object.fromEntries(ROUTES.map(([id]) => [id, { id }])) },
} as unknown as ServerBuild;

function treeOf(part: ServerBuild, parentId?: string): Node[] {
  return Object.values(part.routes)
    .filter((route) => route!.parentId === parentId)
    .map((route) => ({ id: route!.id, path: route!.path, index: route!.index, children: treeOf(part, route!.id) }));
}

const matched = (part: ServerBuild, path: string) => matchRoutes(treeOf(part) as never, path)?.map((match) => [(match.route as unknown as Node).id, match.params]) ?? null;

const partOf = buildOfPath(build, (part) => part);

describe("the part of the build for a path", () => {
  it("matches what the whole build matches", () => {
    const segment = fc.constantFrom("work", "Work", "w%6Frk", "import", "work.csv", "ratings", "given", "old", "hand-over", "other", "", "%E0%A4%A", "..", "work%2Fimport");
    const paths = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);
    const same = fc.property(paths, (path) => {
      expect(matched(partOf(path), path)).toEqual(matched(build, path));
    });
    fc.assert(same, { numRuns: 500 });
  });

  it("leaves out what can never match, on both sides of the manifest", () => {
    const part = partOf("/ratings/given");
    expect(Object.keys(part.routes)).toEqual(["root", "shell", "home", "ratings", "ratings-list", "ratings-given", "hand-over", "old", "anything"]);
    expect(Object.keys(part.assets.routes)).toEqual(Object.keys(part.routes));
  });

  it("is made once for all paths of a place, and once for all that no route begins with", () => {
    expect(partOf("/work/1")).toBe(partOf("/Work/import?x=1"));
    expect(partOf("/nothing")).toBe(partOf("/else/where"));
    expect(partOf("/%E0%A4%A")).toBe(partOf("/"));
  });
});
