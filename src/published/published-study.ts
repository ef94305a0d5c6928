import { checkCall, kinds, optional } from "../call-check.js";
import type { HeldOutSkill } from "../diagnostics/prediction/held-out-skill.js";
import type { Panel } from "../panel/panel.js";
import type { RunContext } from "../progress.js";
import type { LogFacts } from "../study/log-facts.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { studyFromPanel } from "../study/study-from-panel.js";
import { agreementOf } from "./agreement-of.js";
import { type ComparedTable, compareFigures } from "./compare-figures.js";
import { mergeTables } from "./merge-tables.js";
import { type OwnDoubts, ownDoubts } from "./own-doubts.js";
import { type OwnRung, ownLadder } from "./own-ladder.js";
import { ownQuestion } from "./own-question.js";
import { publishedFigures } from "./published-figures.js";
import { type ReproductionOptions, reproduceStudy } from "./reproduce-study.js";
import { eventTables, type StudyEvents } from "./study-events.js";
import { studyRows } from "./study-rows.js";

/** The published study beside ours, as plain data. */
export interface PublishedStudy {
  readonly schemaVersion: 1;
  readonly log: StudyResult["log"];
  /** Whether the panel is the published one, to every count; on another log the comparison says nothing. */
  readonly publishedSample: boolean;
  readonly options: Required<ReproductionOptions>;
  /** How many of the judged figures stand as they should; says something on the published sample only. */
  readonly counts: {
    readonly equal: Tally;
    readonly within: Tally;
    readonly folds: Tally;
    /** Figures that differ by design: both stand there, and none is judged. */
    readonly differs: number;
    /** All published figures. */
    readonly published: number;
    /** Figures with no number of ours beside them: this log has no such row, or single events were not read. */
    readonly withoutOurs: number;
  };
  /** Why figures are held to what they are held to, by kind; a kind may have several reasons. */
  readonly reasons: Readonly<Record<"within" | "folds" | "differs", readonly string[]>>;
  readonly tables: readonly ComparedTable[];
  readonly own: {
    /**
     * Skill of a model of the effect as the sixth notebook's on users it has not seen, from scores whose folds hold whole
     * users; null with fewer than ten users.
     */
    readonly effectSkill: HeldOutSkill | null;
    readonly doubts: OwnDoubts;
    /** The regressions with a bending calendar and errors that include the fitted weights. */
    readonly ladder: readonly OwnRung[];
    readonly answer: Pick<
      StudyResult,
      "question" | "headline" | "estimates" | "segments" | "gates" | "attrition"
    >;
  };
}

/** Resamples of the published boosted model. */
const publishedRefits = 150;

interface Tally {
  readonly agree: number;
  readonly of: number;
}

/**
 * The KuaiRec study of the public notebooks, repeated on a panel of `kuairecPanel` by its own methods and put beside what was
 * published, and our own answer to its question. The published sample is the first 300,000 rows with the cut user kept.
 * @param events figures of single events, which a panel does not hold; without them ours are left out beside the published
 * @throws as `studyRows`, `reproduceStudy`, `ownLadder` and `studyFromPanel`
 */
export async function publishedStudy(
  panel: Panel,
  log: LogFacts,
  options: ReproductionOptions,
  context: RunContext,
  events?: StudyEvents,
): Promise<PublishedStudy> {
  checkCall(
    "publishedStudy",
    { panel, log, options, context, events },
    {
      panel: kinds.panel,
      log: kinds.object,
      options: kinds.object,
      context: kinds.context,
      events: optional(kinds.object),
    },
  );
  const study = studyRows(panel);
  const asked = { refits: publishedRefits, ...options };
  const reproduction = await reproduceStudy(study, asked, context);
  const tables = compareFigures(publishedFigures, {
    ...reproduction,
    ours: mergeTables(reproduction.ours, eventTables(log, events)),
  });
  const own = await studyFromPanel({ slug: "our-own-answer", estimand: ownQuestion, panel, log }, context);
  const compared = tables.flatMap((table) =>
    table.figures.map((figure) => ({ table: table.name, ...figure })),
  );
  const publishedSample = compared
    .filter(({ table }) => table === "data" || table === "funnel")
    .every(({ agrees }) => agrees === true);
  // On another log no figure is expected to agree, so none is judged.
  const judgedTables = publishedSample
    ? tables
    : tables.map((table) => ({
        ...table,
        figures: table.figures.map((figure) => ({ ...figure, agrees: null })),
      }));
  const figures = publishedSample ? compared : compared.map((figure) => ({ ...figure, agrees: null }));
  const judged = (kind: string): Tally => {
    const held = figures.filter(({ expected, agrees }) => expected === kind && agrees !== null);
    return { agree: held.filter(({ agrees }) => agrees).length, of: held.length };
  };
  const reasonsOf = (kind: string) => [
    ...new Set(
      figures
        .filter(({ expected }) => expected === kind)
        .map(({ table, row, column }) => agreementOf(table, row, column).reason),
    ),
  ];
  const { question, headline, estimates, segments, gates, attrition } = own;
  return {
    schemaVersion: 1,
    log: own.log,
    publishedSample,
    options: asked,
    counts: {
      equal: judged("equal"),
      within: judged("within"),
      folds: judged("folds"),
      differs: figures.filter(
        ({ expected, published, ours }) => expected === "differs" && published !== null && ours !== null,
      ).length,
      published: figures.filter(({ published }) => published !== null).length,
      withoutOurs: figures.filter(({ published, ours }) => published !== null && ours === null).length,
    },
    reasons: {
      within: reasonsOf("within"),
      folds: reasonsOf("folds"),
      differs: [...reasonsOf("differs"), ...differencesByDesign],
    },
    tables: judgedTables,
    own: {
      effectSkill: reproduction.effectSkill,
      doubts: ownDoubts(study.analysed, events),
      ladder: ownLadder(study.analysed),
      answer: {
        question,
        headline,
        estimates,
        ...(segments === undefined ? {} : { segments }),
        gates,
        attrition,
      },
    },
  };
}

/** What our own answer does otherwise, whatever the figures. */
const differencesByDesign: readonly string[] = [
  "our folds keep the days of a user together (column by-user); rows of one user on both sides of a fold are not independent",
  "our errors include that weights and models were fitted; the published ones take both as known",
  "our calendar is a natural spline and has one day index; the published one is a straight line, with the index twice",
  "our gates judge whether there is an answer at all; rows per user of small_matrix are fixed by how it was collected, so more today is fewer later, and the gate on fixed quotas withholds it there",
];
