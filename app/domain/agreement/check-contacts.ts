import { refused, type Refused } from "../refusal.ts";

/** More people than this are nobody in particular. */
export const MOST_CONTACTS = 12;

export type ContactFault = "unknown_person" | "not_of_client" | "of_provider" | "is_contact" | "too_many_contacts";

/** A person with the departments they belong to today, and all above those. */
export interface ContactCandidate {
  readonly personId: string;
  readonly departmentIds: readonly string[];
}

/** The two sides of an agreement; `clientIds` null = everyone is a client. */
export interface ContactSides {
  readonly providerId: string;
  readonly clientIds: readonly string[] | null;
}

/**
 * Whether a person may be a contact of an agreement: a member of a client, or of a part of it, and nobody who belongs
 * to the provider or a part of it, because contacts are asked how it serves (design.md section 6).
 */
export function contactFault(person: ContactCandidate | null, sides: ContactSides, contacts: readonly string[]): Refused<ContactFault> | null {
  if (person === null) return refused("unknown_person", undefined, "personId");
  if (contacts.includes(person.personId)) return refused("is_contact", undefined, "personId");
  if (contacts.length >= MOST_CONTACTS) return refused("too_many_contacts", { most: MOST_CONTACTS }, "personId");
  if (person.departmentIds.includes(sides.providerId)) return refused("of_provider", undefined, "personId");
  const isClient = sides.clientIds === null || sides.clientIds.some((id) => person.departmentIds.includes(id));
  return isClient ? null : refused("not_of_client", undefined, "personId");
}

/** The contacts with one of them a place earlier: whoever stands first is asked first. */
export function movedUp(contacts: readonly string[], personId: string): readonly string[] {
  const at = contacts.indexOf(personId);
  if (at <= 0) return contacts;
  return [...contacts.slice(0, at - 1), personId, contacts[at - 1]!, ...contacts.slice(at + 1)];
}
