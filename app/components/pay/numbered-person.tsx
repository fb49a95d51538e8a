import { personName } from "#app/format/person-name.ts";
import { useLocale } from "#app/i18n/use-t.ts";

/** A person of a pay list: the name with the personnel number, which payroll goes by. */
export function NumberedPerson({ person }: { readonly person: { readonly surname: string; readonly givenName: string; readonly personnelNumber: string } }) {
  const locale = useLocale();
  return (
    <>
      {personName(person, locale)} <span className="text-faint">{person.personnelNumber}</span>
    </>
  );
}
