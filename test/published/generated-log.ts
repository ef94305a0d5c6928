import { createRandom } from "../../src/numeric/random.js";
import { matrixHeader, smallTables } from "../sources/kuairec-archive.js";

/** One event as the test knows it; day counts from 0, null for an event without a date. */
export interface GeneratedEvent {
  readonly user: number;
  readonly day: number | null;
  readonly play: number;
  readonly length: number;
}

export const users = 26;
export const days = 23;
const videos = 190;

/**
 * Events as small_matrix has them: every user sees every video once, so totals are fixed by collection; some events have no
 * date; the last user is cut short. Watching quality is a user's trait that drifts from day to day.
 */
export function generatedEvents(seed = 5): readonly GeneratedEvent[] {
  const random = createRandom(seed, "generated log");
  const lengths = Array.from({ length: videos }, () => 3067 + random.integer(20_000));
  return Array.from({ length: users }, (_, user) => {
    const trait = 0.75 + 0.12 * random.normal();
    let drift = 0;
    const quality = Array.from({ length: days }, () => {
      drift = 0.6 * drift + 0.12 * random.normal();
      return trait + drift;
    });
    const share = Array.from({ length: days }, (_, day) =>
      random.uniform() < 0.06 ? 0 : (1 + 0.5 * Math.sin(day / 4)) * (0.3 + random.uniform()),
    );
    const total = share.reduce((sum, value) => sum + value, 0);
    const seen = user === users - 1 ? Math.round(videos * 0.55) : videos;
    return Array.from({ length: seen }, (_, video): GeneratedEvent => {
      let at = random.uniform() * total;
      let day = 0;
      while (day < days - 1 && at > share[day]!) at -= share[day++]!;
      const ratio = Math.max(0.02, quality[day]! + 0.35 * random.normal());
      const length = lengths[video]!;
      return {
        user,
        day: random.uniform() < 0.035 ? null : day,
        play: Math.round(ratio * length),
        length,
      };
    });
  }).flat();
}

/** The tables of an archive that holds these events in small_matrix. Users are numbered from 100. */
export function generatedTables(events: readonly GeneratedEvent[]): Map<string, string> {
  const count = new Map<number, number>();
  const rows = events.map(({ user, day, play, length }) => {
    const video = count.get(user) ?? 0;
    count.set(user, video + 1);
    const start = `${100 + user},${video},${play},${length}`;
    if (day === null) return `${start},,,,${play / length}`;
    const local = new Date(Date.UTC(2020, 6, 5 + day, 5, 0, video));
    const text = local.toISOString().replace("T", " ").replace("Z", "");
    const date = `${text.slice(0, 10).replaceAll("-", "")}.0`;
    return `${start},${text},${date},${(local.getTime() - 8 * 3_600_000) / 1000}.0,${play / length}`;
  });
  const tables = smallTables(
    [],
    Array.from({ length: users }, (_, user) => 100 + user),
  );
  tables.set("small_matrix", `${[matrixHeader, ...rows].join("\n")}\n`);
  return tables;
}
