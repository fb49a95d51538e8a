import { Link } from "@remix-run/react";
import { Check, Circle, CircleDot } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Page } from "#app/components/page.tsx";
import { Progress } from "#app/components/progress.tsx";
import type { ShownSteps } from "./steps.server.ts";

type Words = Readonly<Record<"done" | "next" | "later" | "open" | "progress" | "samples" | "people" | "requests" | "hint", string>>;
type Step = ShownSteps["phases"][number]["steps"][number];

/** The way in six parts, each with its reason and its date; one step is the next one. */
export function StepsPage({ steps, words }: { readonly steps: ShownSteps; readonly words: Words }) {
  const { next } = steps;
  return (
    <Page
      title={steps.title}
      sentence={steps.sentence}
      width="reading"
      action={
        next?.to ? (
          <LinkButton to={next.to} tone="primary">
            {next.name}
          </LinkButton>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-5">
        <Progress label={words.progress} shareBp={Math.round((steps.done * 10_000) / steps.all)} />
        {steps.phases.map((phase) => (
          <Card key={phase.key} title={phase.name} aside={phase.isDone ? words.done : phase.by} flush>
            <p className="border-b border-line px-4 py-2 text-sm text-pretty text-muted">{phase.why}</p>
            <ol className="divide-y divide-line">
              {phase.steps.map((step) => (
                <StepRow key={step.key} step={step} words={words} />
              ))}
            </ol>
          </Card>
        ))}
        <Card title={words.samples}>
          <p className="mb-2 text-pretty text-muted">{words.hint}</p>
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            <a className="text-accent hover:underline" href="/start/samples/people.csv">
              {words.people}
            </a>
            <a className="text-accent hover:underline" href="/start/samples/requests.csv">
              {words.requests}
            </a>
          </p>
        </Card>
      </div>
    </Page>
  );
}

function StepRow({ step, words }: { readonly step: Step; readonly words: Words }) {
  const Icon = step.isDone ? Check : step.isNext ? CircleDot : Circle;
  const tone = step.isDone ? "text-met" : step.isNext ? "text-accent" : "text-faint";
  return (
    <li className="flex gap-3 px-4 py-3" aria-current={step.isNext ? "step" : undefined}>
      <span className={`mt-0.5 shrink-0 ${tone}`}>
        <Icon className="size-4" aria-hidden />
        <span className="sr-only">{step.isDone ? words.done : step.isNext ? words.next : words.later}</span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {step.to ? (
            <Link to={step.to} className="hover:underline">
              {step.name}
            </Link>
          ) : (
            step.name
          )}
          {step.counted ? <span className="ml-2 font-normal text-muted">{step.counted}</span> : null}
        </p>
        {step.isDone ? null : <p className="text-sm text-pretty text-muted">{step.how}</p>}
        {step.who && !step.isDone ? <p className="text-sm text-faint">{step.who}</p> : null}
      </div>
    </li>
  );
}
