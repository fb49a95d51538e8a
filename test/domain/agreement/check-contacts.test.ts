import { expect, test } from "vitest";
import { contactFault, MOST_CONTACTS, movedUp } from "#app/domain/agreement/check-contacts.ts";

const SIDES = { providerId: "fin", clientIds: ["sales", "legal"] };
const of = (...departmentIds: string[]) => ({ personId: "p", departmentIds });

test.each([
  ["nobody", null, [], "unknown_person"],
  ["a member of a client", of("sales"), [], null],
  ["a member of a part of a client", of("sales-north", "sales"), [], null],
  ["a member of a team of the provider, who works for a client as well", of("payroll", "fin", "sales"), [], "of_provider"],
  ["a member of another department", of("hr"), [], "not_of_client"],
  ["somebody who is one already", of("sales"), ["p"], "is_contact"],
  ["one more than may be", of("sales"), Array.from({ length: MOST_CONTACTS }, (_, i) => `c${i}`), "too_many_contacts"],
])("%s as a contact", (_who, person, contacts, code) => {
  expect(contactFault(person, SIDES, contacts)?.code ?? null).toBe(code);
});

test("where everyone is a client, everyone but the provider's own may be a contact", () => {
  expect(contactFault(of("hr"), { providerId: "fin", clientIds: null }, [])).toBeNull();
  expect(contactFault(of("fin"), { providerId: "fin", clientIds: null }, [])?.code).toBe("of_provider");
});

test("whoever moves up changes places with the one before", () => {
  expect(movedUp(["a", "b", "c"], "c")).toEqual(["a", "c", "b"]);
  expect(movedUp(["a", "b"], "a")).toEqual(["a", "b"]);
  expect(movedUp(["a", "b"], "x")).toEqual(["a", "b"]);
});
