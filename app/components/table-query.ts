// Tables and pages read the rules of their addresses here; lists that come by mail read the same ones without a page.
export * from "#app/domain/list/table-query.ts";
