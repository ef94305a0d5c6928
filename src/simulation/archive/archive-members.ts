import { type ZipMemberContent, zipBytes } from "../../files/zip-bytes.js";
import type { RunContext } from "../../progress.js";
import { createCatalogue } from "../catalogue.js";
import type { SimulationOptions } from "../simulation-options.js";
import type { World } from "../world.js";
import { itemCategoriesCsv, itemDailyFeaturesCsv, socialNetworkCsv } from "./item-tables.js";
import { matrixCsv } from "./matrix-csv.js";
import { captionCategoryCsv, rawCategoriesCsv, rawUserFeaturesCsv } from "./side-tables.js";
import { userFeaturesCsv } from "./user-features-csv.js";

/** The big matrix is there to be read, not analysed: it never has more users than this. */
const mostBigUsers = 100;

/**
 * Members of the outer zip of a KuaiRec download: the inner zip (stored, as a stream), the three side tables, and
 * `simulation.json`, which no real download has.
 * @param compress  whether the tables in the inner zip are deflated
 */
export function archiveMembers(
  world: World,
  options: SimulationOptions,
  compress: boolean,
  context: RunContext,
): readonly ZipMemberContent[] {
  const { users, days, seed } = options;
  const note = { schemaVersion: 1, world: world.name, seed, users, days, cut: world.cut };
  return [
    { name: "KuaiRec.zip", content: zipBytes(tables(world, options, compress, context)), compress: false },
    { name: "kuairec_caption_category.csv", content: captionCategoryCsv(), compress },
    { name: "video_raw_categories_multi.csv", content: rawCategoriesCsv(), compress },
    { name: "user_features_raw.csv", content: rawUserFeaturesCsv(), compress },
    { name: "simulation.json", content: `${JSON.stringify(note, null, 2)}\n`, compress },
  ];
}

function tables(
  world: World,
  { users, days, seed }: SimulationOptions,
  compress: boolean,
  context: RunContext,
): readonly ZipMemberContent[] {
  const catalogue = createCatalogue();
  const big = Math.min(users, mostBigUsers);
  const table = (name: string, content: string | AsyncIterable<string>): ZipMemberContent => ({
    name: `KuaiRec 2.0/data/${name}`,
    content,
    compress,
  });
  return [
    table("big_matrix.csv", matrixCsv(world, catalogue, { matrix: "big", users: big, days, seed }, context)),
    table("item_categories.csv", itemCategoriesCsv(catalogue)),
    table("item_daily_features.csv", itemDailyFeaturesCsv(catalogue, days)),
    table("kuairec_caption_category.csv", captionCategoryCsv()),
    table("small_matrix.csv", matrixCsv(world, catalogue, { matrix: "small", users, days, seed }, context)),
    table("social_network.csv", socialNetworkCsv(seed, users)),
    table("user_features.csv", userFeaturesCsv(world, seed, { small: users, big })),
  ];
}
