import { createRandom, type Random } from "../../numeric/random.js";
import type { Catalogue } from "../catalogue.js";
import { drawPlay } from "../draw-play.js";
import type { UserPath } from "../user-path.js";
import type { UserTape } from "../user-tape.js";
import { drawEventTimes } from "./event-times.js";
import { floatText } from "./float-text.js";
import { dateNumber, dateText, timestampText, timeText } from "./time-fields.js";

export const interactionHeader =
  "user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio\n";

/** Rows with blank time, date and timestamp are 3.9 % of all rows of the small matrix, on top of those that count. */
const blankRowsPerDatedRow = 0.039 / (1 - 0.039);
/** Exact repetitions are 7.7 % of all rows of the big matrix. */
const repeatsPerRow = 0.077 / (1 - 0.077);

export interface InteractionLayout {
  readonly matrix: "small" | "big";
  readonly seed: number;
  /** Whether a log day is written; the big matrix has platform gaps. */
  readonly logged: (day: number) => boolean;
}

/**
 * The rows of one user as KuaiRec prints them, by time; the events are those on the user's tape. What is only in the
 * text (clock times, blank rows, repetitions) has random streams of its own, so it moves nothing that counts.
 */
export function interactionRows(
  index: number,
  id: number,
  tape: UserTape,
  path: UserPath,
  catalogue: Catalogue,
  layout: InteractionLayout,
): string {
  const random = createRandom(layout.seed, "text", layout.matrix, index);
  const lines: string[] = [];
  for (let day = 0; day < path.days; day++) {
    const events = path.interactions[day]!;
    if (events === 0 || !layout.logged(day)) continue;
    const times = drawEventTimes(random, events);
    const [dateOfTime, date] = [dateText(day), dateNumber(day)];
    for (let k = 0; k < events; k++) {
      const at = day * tape.slots + k;
      const clock = `${dateOfTime} ${timeText(times[k]!)},${date}`;
      const when = `${clock}${layout.matrix === "small" ? ".0" : ""},${timestampText(day, times[k]!)}`;
      const line = row(id, tape.video[at]!, tape.playMs[at]!, catalogue, when);
      lines.push(line);
      if (layout.matrix === "big") {
        if (random.uniform() < repeatsPerRow) lines.push(line);
      } else if (random.uniform() < blankRowsPerDatedRow) {
        lines.push(blankRow(random, id, tape, catalogue));
      }
    }
  }
  return lines.join("");
}

function row(id: number, video: number, playMs: number, catalogue: Catalogue, when: string): string {
  const lengthMs = catalogue.durationMs[video]!;
  return `${id},${video},${playMs},${lengthMs},${when},${floatText(playMs / lengthMs)}\n`;
}

function blankRow(random: Random, id: number, tape: UserTape, catalogue: Catalogue): string {
  const { video, playMs } = drawPlay(random, catalogue, Math.exp(tape.traits.taste));
  return row(id, video, playMs, catalogue, ",,");
}
