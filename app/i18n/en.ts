import { access } from "./en/access.ts";
import { account } from "./en/account.ts";
import { audit } from "./en/audit.ts";
import { common } from "./en/common.ts";
import { shell } from "./en/shell.ts";
import { home } from "./en/home.ts";
import { week } from "./en/week.ts";
import { start } from "./en/start.ts";
import { glossary } from "./en/glossary.ts";
import { composer } from "./en/composer.ts";
import { remarks } from "./en/remarks.ts";
import { levels } from "./en/levels.ts";
import { style } from "./en/style.ts";
import { voice } from "./en/voice.ts";
import { work } from "./en/work.ts";
import { desk } from "./en/desk.ts";
import { evidence } from "./en/evidence.ts";
import { agreements } from "./en/agreements.ts";
import { obligation } from "./en/obligation.ts";
import { negotiation } from "./en/negotiation.ts";
import { notices } from "./en/notices.ts";
import { ratings } from "./en/ratings.ts";
import { improvement } from "./en/improvement.ts";
import { closing } from "./en/closing.ts";
import { scorecards } from "./en/scorecards.ts";
import { pay } from "./en/pay.ts";
import { payroll } from "./en/payroll.ts";
import { plans } from "./en/plans.ts";
import { members } from "./en/members.ts";
import { coefficients } from "./en/coefficients.ts";
import { acknowledging } from "./en/acknowledging.ts";
import { map } from "./en/map.ts";
import { chain } from "./en/chain.ts";
import { catalogue } from "./en/catalogue.ts";
import { calendars } from "./en/calendars.ts";
import { search } from "./en/search.ts";
import { saved } from "./en/saved.ts";
import { views } from "./en/views.ts";
import { settings } from "./en/settings.ts";
import { causes } from "./en/causes.ts";
import { delays } from "./en/delays.ts";
import { relationship } from "./en/relationship.ts";
import { watch } from "./en/watch.ts";
import { meeting } from "./en/meeting.ts";
import { clients } from "./en/clients.ts";
import { fairness } from "./en/fairness.ts";
import { surveys } from "./en/surveys.ts";
import { tokens } from "./en/tokens.ts";
import { hooks } from "./en/hooks.ts";
import { sources } from "./en/sources.ts";
import { documents } from "./en/documents.ts";
import { errors } from "./en/errors.ts";
import { states } from "./en/states.ts";
import { reasons } from "./en/reasons.ts";
import { asking } from "./en/asking.ts";
import { mail } from "./en/mail.ts";
import { organisation } from "./en/organisation.ts";
import { reorganisation } from "./en/reorganisation.ts";
import { products } from "./en/products.ts";
import { needs } from "./en/needs.ts";
import { disputes } from "./en/disputes.ts";
import { planned } from "./en/planned.ts";
import { rounds } from "./en/rounds.ts";
import { library } from "./en/library.ts";
import { intake } from "./en/intake.ts";
import { jobs } from "./en/jobs.ts";
import { backups } from "./en/backups.ts";

/** Every namespace of the English catalogue. */
export const en = {
  access,
  account,
  audit,
  common,
  shell,
  home,
  week,
  start,
  glossary,
  work,
  desk,
  evidence,
  agreements,
  obligation,
  negotiation,
  notices,
  ratings,
  levels,
  style,
  voice,
  composer,
  remarks,
  improvement,
  closing,
  scorecards,
  pay,
  payroll,
  plans,
  members,
  coefficients,
  acknowledging,
  map,
  chain,
  catalogue,
  calendars,
  search,
  saved,
  views,
  settings,
  clients,
  relationship,
  meeting,
  watch,
  fairness,
  surveys,
  rounds,
  tokens,
  hooks,
  sources,
  causes,
  delays,
  documents,
  errors,
  states,
  reasons,
  asking,
  mail,
  organisation,
  reorganisation,
  products,
  needs,
  disputes,
  planned,
  library,
  intake,
  jobs,
  backups,
};
