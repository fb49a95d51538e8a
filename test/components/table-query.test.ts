import { describe, expect, it } from "vitest";
import {
  nextSort,
  readTableQuery,
  type TableSpec,
  withParameters,
} from "#app/domain/list/table-query.ts";

const spec: TableSpec<"due" | "title", "state"> = {
  sortable: ["due", "title"],
  defaultSort: { column: "due", descending: false },
  filters: { state: ["late", "met"] },
  pageSize: 50,
};
const read = (text: string) => readTableQuery(new URLSearchParams(text), spec);

describe("the address of a table", () => {
  it("says search, sort, filters and page", () => {
    expect(read("q=+payroll+&sort=-title&state=late&page=3")).toEqual({
      search: "payroll",
      sort: { column: "title", descending: true },
      filters: { state: "late" },
      page: 3,
      pageSize: 50,
      offset: 100,
    });
  });

  it.each([
    "sort=password",
    "sort=due;drop table",
    "sort=--due",
    "state=%27 or 1=1",
    "page=0",
    "page=-1",
    "page=1e9",
    "page=99999999",
    "page=2.5",
    "sort=&page=&state=",
    "state=constructor",
    "__proto__=x",
  ])("ignores what it does not know: %s", (text) => {
    const { sort, filters, page } = read(text);
    expect({ sort, filters, page }).toEqual({ sort: spec.defaultSort, filters: {}, page: 1 });
  });

  it("cuts a long search", () => {
    expect(read(`q=${"x".repeat(500)}`).search).toHaveLength(100);
  });

  it("goes back to the first page when anything else changes, and keeps the rest", () => {
    const params = new URLSearchParams("q=a&state=late&page=4&period=2026-06");
    expect(withParameters(params, { sort: "-due" })).toBe(
      "?q=a&state=late&period=2026-06&sort=-due"
    );
    expect(withParameters(params, { page: "5" })).toBe("?q=a&state=late&page=5&period=2026-06");
    expect(withParameters(params, { q: null, state: null, period: "" })).toBe("?all");
  });

  it("turns the sorted column round, and begins another one ascending", () => {
    expect(nextSort({ sort: { column: "due", descending: false } }, "due")).toBe("-due");
    expect(nextSort({ sort: { column: "due", descending: true } }, "due")).toBe("due");
    expect(nextSort({ sort: { column: "due", descending: true } }, "title")).toBe("title");
  });
});
