import type { View } from "vega";
import type { LovePlotLookup } from "../love-plot/love-plot-control.js";

/**
 * Lets the fields of a finder choose and order the rows of its chart and of the table that follows it. Which rows there
 * are and where they stand in each order is looked up in the page; nothing is computed here but which names match.
 */
export function wireFinder(finder: HTMLElement, views: ReadonlyMap<string, View>): void {
  const view = views.get(finder.dataset.finder ?? "");
  const text = finder.querySelector(".lookup")?.textContent;
  const search = finder.querySelector<HTMLInputElement>("input[type=search]");
  const output = finder.querySelector("output");
  if (view === undefined || !text || search === null || output === null) return;
  const { rows, step } = JSON.parse(text) as LovePlotLookup;
  const which = finder.querySelector<HTMLSelectElement>("select:not([data-signal])");
  const moved = [...finder.querySelectorAll<HTMLSelectElement>("select[data-signal]")];
  const body = document.querySelector<HTMLTableElement>(`[data-found-by="${finder.dataset.finder}"] table`)
    ?.tBodies[0];
  const lines = [...(body?.rows ?? [])];
  const show = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const group = Number(which?.value ?? 0);
    const match = rows.map(
      ({ covariate, groups }) =>
        groups[group] === true && words.every((word) => covariate.toLowerCase().includes(word)),
    );
    const found = rows.filter((_, i) => match[i]).map(({ covariate }) => covariate);
    const order = Number(moved.find(({ dataset }) => dataset.signal === "order")?.value ?? 0);
    for (const select of moved) view.signal(select.dataset.signal!, Number(select.value));
    view.signal("found", found.length === rows.length ? null : found);
    // Without a row there is still a scale to be seen, and an axis needs some height.
    void view.height(Math.max(1, found.length) * step).runAsync();
    output.textContent =
      found.length === rows.length
        ? `${rows.length} covariates`
        : `${found.length} of ${rows.length} covariates shown`;
    lines.forEach((line, i) => {
      line.hidden = !match[i];
    });
    body?.append(
      ...rows
        .map(({ places }, i) => ({ at: places[order]!, line: lines[i]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ line }) => line),
    );
  };
  finder.addEventListener("input", show);
  finder.hidden = false;
}
