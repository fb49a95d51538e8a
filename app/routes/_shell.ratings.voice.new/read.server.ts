import { nameIn, type Locale } from "#app/domain/names.ts";
import { VOICE_KINDS } from "#app/domain/voice/voice-kind.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openVoiceParties } from "#app/operations/voice-parties.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { taskSubject } from "#app/web/work-scope.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadFollowUpPolicy } from "#db/queries/follow-up.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";

/** What the page was opened from: `?task=`, `?product=` or `?department=`. A task must be the viewer's to read. */
async function readAbout(request: Request, { store }: AppContext, viewer: Viewer) {
  const params = new URL(request.url).searchParams;
  const [task, product] = await Promise.all([findTask(store, params.get("task") ?? ""), findProduct(store, params.get("product") ?? "")]);
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  if (params.get("task")) allow(viewer, "task.read", task && taskSubject(task, recipients));
  return { task, product, recipients, providerId: task?.providerId ?? product?.providerId ?? params.get("department") };
}

/** Everything that the form offers: the own departments, those that can be spoken to, and people who can be thanked. */
export async function readVoiceForm(request: Request, context: AppContext, viewer: Viewer, locale: Locale) {
  const { store } = context;
  const [about, parties, policy, departments] = await Promise.all([readAbout(request, context, viewer), openVoiceParties(store, viewer.actor.personId, context.now()), loadFollowUpPolicy(store), loadDepartments(store, "all")]);
  // Who belongs to no department today speaks for none.
  if (parties.clients.length === 0) throw fault(403, "forbidden");
  const { task, product, recipients } = about;
  const provider = parties.providers.find((row) => row.id === about.providerId) ?? null;
  const people = provider ? await loadPeople(store, [...parties.peopleOf(provider.id)]) : [];
  const tree = departmentTree(departments);
  const own = parties.clients.find((row) => recipients.some((id) => tree.pathUp(row.id).includes(id))) ?? parties.clients[0]!;
  const t = translateIn(locale, "voice");
  const hintOf = (kind: (typeof VOICE_KINDS)[number]) => {
    const [what, days] = [t(`kind.hint.${kind}`), policy.replyDays[kind]];
    return days === null ? t("kind.hint.noReply", { what }) : t("kind.hint", { what, days: t("days", { count: days }) });
  };
  const choice = (row: { readonly id: string; readonly name: Parameters<typeof nameIn>[0] }) => ({ value: row.id, label: nameIn(row.name, locale) });
  const aboutOwn = provider === null && about.providerId !== null && (task !== null || product !== null);
  return {
    about: task ? { label: task.title || task.externalId, to: `/work/${task.id}` } : product ? { label: nameIn(product.name, locale), to: `/catalogue/${product.id}` } : null,
    aboutOwn,
    provider: provider && nameIn(provider.name, locale),
    kinds: VOICE_KINDS.map((value) => ({ value, label: t(`kind.${value}`), hint: hintOf(value) })),
    clients: parties.clients.map(choice),
    providers: parties.providers.map(choice),
    people: people.map((row) => ({ value: row.id, label: personName(row, locale) })),
    values: {
      taskId: task?.id ?? "", productId: product?.id ?? "", providerId: provider?.id ?? "", clientId: own.id,
      thankedId: people.some((row) => row.id === task?.assigneeId) ? task!.assigneeId! : "",
    },
  };
}
