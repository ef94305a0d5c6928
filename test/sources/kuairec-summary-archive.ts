import { matrixHeader, row, smallTables, userRow } from "./kuairec-archive.js";

/** Numbers in [0, 1) from a seed, by a linear congruential generator of our own. */
export function seededNumbers(seed: number): () => number {
  let state = BigInt(seed) + 12345n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}

const users = [
  ...Array.from({ length: 60 }, (_, index) => String(14 + 3 * index)),
  "9007199254740992",
  "9007199254740993",
];
const videos = [
  ...Array.from({ length: 40 }, (_, index) => String(index)),
  "9007199254740993",
  "9007199254740994",
];

/** Every quirk at once, at random; days 5 to 40 of July 2020 without day 20, on which nobody is logged. */
export function nastyTables(seed: number): Map<string, string> {
  const random = seededNumbers(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const rows: string[] = [];
  for (const user of users) {
    const liking = 0.3 + random();
    for (let day = 5; day <= 40; day++) {
      if (day === 20 || random() > 0.85) continue;
      const events = 1 + Math.floor(12 * liking * random());
      for (let event = 0; event < events; event++)
        rows.push(eventRow(user, pick(videos), day, liking, random));
    }
    if (random() < 0.5) rows.push(rows.at(-1)!, rows.at(-1)!);
  }
  const features = users.filter((_, index) => index % 7 !== 3);
  const tables = smallTables(rows, features);
  tables.set("small_matrix", `${[matrixHeader, ...rows].join("\n")}\n`);
  tables.set(
    "user_features",
    [
      tables.get("user_features")!.split("\n")[0],
      ...features.map((user) =>
        userRow(user).replace("high_active", pick(["high_active", "full_active", "UNKNOWN", ""])),
      ),
      userRow(1_000_000),
      "",
    ].join("\n"),
  );
  const feats = ["[8]", '"[27, 9]"', '"[3, 11, 0]"', "[]", "oops", "", '"[-124, 4]"'];
  const listed = videos.filter((_, index) => index % 9 !== 4).map((video) => `${video},${pick(feats)}`);
  tables.set("item_categories", ["video_id,feat", ...listed, listed[2], listed[2], "500,[1]", ""].join("\n"));
  const friends = users.slice(0, 9).map((user) => `${user},"[${pick(users)}, ${pick(users)}]"`);
  tables.set("social_network", ["user_id,friend_list", ...friends, "14,[17]", "77777,[14]", ""].join("\n"));
  tables.set("item_daily_features", itemDays(random));
  return tables;
}

function eventRow(user: string, video: string, day: number, liking: number, random: () => number): string {
  const cells = row(user, video, day, Math.floor(60_000 * random())).split(",");
  const play = Math.floor(9_000 * liking * random() ** 2);
  const length = 1_000 + Math.floor(liking * 4_000 * random());
  cells[2] = String(play);
  cells[3] = String(length);
  cells[7] = String(play / length);
  const luck = random();
  if (luck < 0.04) cells[4] = cells[5] = cells[6] = "";
  else if (luck < 0.05) cells[4] = "noon";
  else if (luck < 0.06) cells[4] = "";
  else if (luck < 0.07) cells[6] = "";
  else if (luck < 0.08) cells[5] = "20209999.0";
  else if (luck < 0.09) cells[3] = "0";
  else if (luck < 0.1) cells[3] = "";
  else if (luck < 0.11) cells[7] = "";
  else if (luck < 0.12) cells[7] = "inf";
  else if (luck < 0.13) cells[7] = "-0.5";
  else if (luck < 0.14) cells[7] = "333.836";
  else if (luck < 0.15) cells[2] = "-5";
  else if (luck < 0.16) cells[2] = "";
  else if (luck < 0.17) cells[2] = "999639";
  return cells.join(",");
}

function itemDays(random: () => number): string {
  const lines = [
    "video_id,date,show_cnt,show_user_num,play_cnt,play_user_num,complete_play_cnt,like_cnt,comment_cnt,share_cnt,collect_cnt",
  ];
  const count = (most: number) => Math.floor(most * random() ** 3);
  for (const video of videos.filter((_, index) => index % 5 !== 1)) {
    for (let day = 5; day <= 38; day++) {
      const date = new Date(Date.UTC(2020, 6, day)).toISOString().slice(0, 10).replaceAll("-", "");
      const line = () =>
        [
          video,
          date,
          ...[4e7, 3e7, 4e7, 3e7, 2e7, 1e6, 9e4, 5e4].map(count),
          day < 14 ? "" : `${count(500)}.0`,
        ].join(",");
      const first = line();
      lines.push(first);
      if (random() < 0.2) lines.push(first);
      if (random() < 0.2) lines.push(line());
    }
  }
  return `${lines.join("\n")}\n`;
}
