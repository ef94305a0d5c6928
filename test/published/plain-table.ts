import type { StudyTable } from "../../src/published/study-rows.js";
import { days, type GeneratedEvent, generatedEvents, users } from "./generated-log.js";
import { covariateNames, plain, plainDays } from "./plain-study.js";

type Rows = ReturnType<typeof plainDays>["analysed"];

/** The analysed rows of the generated log as `studyRows` would give them, without a panel. */
export function plainTable() {
  const events = generatedEvents();
  const { analysed } = plainDays(events, users, days);
  const column = (of: (row: Rows[0]) => number) => Float64Array.from(analysed, of);
  const eventsOf = (row: Rows[0]): readonly GeneratedEvent[] =>
    events.filter(({ user, day }) => user === row.user && day === row.day);
  const table: StudyTable = {
    rows: analysed.length,
    user: column((row) => row.user),
    active: column((row) => row.active),
    interactions: column((row) => eventsOf(row).length),
    playSeconds: column((row) => plain.sum(eventsOf(row).map(({ play }) => play / 1000))),
    highWatchShare: column((row) =>
      plain.mean(eventsOf(row).map(({ play, length }) => (play / length >= 0.8 ? 1 : 0))),
    ),
    weekday: column((row) => row.weekday + 1),
    covariates: records(covariateNames, (name) => column((row) => row.x[name]!)) as StudyTable["covariates"],
    treatments: records(Object.keys(analysed[0]!.a), (name) =>
      column((row) => row.a[name]!),
    ) as StudyTable["treatments"],
    outcomes: records(Object.keys(analysed[0]!.y), (name) =>
      column((row) => row.y[name]!),
    ) as StudyTable["outcomes"],
  };
  return { events, analysed, table, column, eventsOf };
}

const records = (names: readonly string[], of: (name: string) => Float64Array) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));
