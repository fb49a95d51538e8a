import BetterSqlite3 from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import { preparedOnce } from "#db/prepared-once.server.ts";

let client: BetterSqlite3.Database;
let once: BetterSqlite3.Database;

beforeEach(() => {
  client = new BetterSqlite3(":memory:");
  client.exec("create table thing (id integer primary key, name text); insert into thing values (1, 'one'), (2, 'two')");
  once = preparedOnce(client);
});

it("prepares a text once", () => {
  expect(once.prepare("select * from thing")).toBe(once.prepare("select * from thing"));
});

it("gives rows as objects again after they were asked for as values", () => {
  expect(once.prepare("select * from thing").raw().get()).toEqual([1, "one"]);
  expect(once.prepare("select * from thing").get()).toEqual({ id: 1, name: "one" });
});

it("hands a statement out a second time only when the first use is over", () => {
  const first = once.prepare("select id from thing order by id").iterate();
  expect(first.next().value).toEqual({ id: 1 });
  expect(once.prepare("select id from thing order by id").all()).toEqual([{ id: 1 }, { id: 2 }]);
  expect(first.next().value).toEqual({ id: 2 });
});

it("asks by the tables as they are now", () => {
  once.prepare("select * from thing").all();
  client.exec("alter table thing add column colour text");
  expect(once.prepare("select * from thing").get()).toEqual({ id: 1, name: "one", colour: null });
});

it("forgets what was not used for the longest time", () => {
  const [old, used] = [once.prepare("select 1"), once.prepare("select 2")];
  for (let n = 0; n < 599; n += 1) {
    once.prepare("select 2");
    once.prepare(`select ${n + 10}`);
  }
  expect(once.prepare("select 1")).not.toBe(old);
  expect(once.prepare("select 2")).toBe(used);
});
