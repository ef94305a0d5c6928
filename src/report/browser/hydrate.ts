/**
 * Brings the charts of a report to life: each compiled chart is drawn anew at the width of its place, with tooltips,
 * and takes the place of the drawing that came with the page. Whatever fails leaves that drawing where it is.
 * Runs under a policy without evaluated code and without any network.
 */
import { type Config, type Loader, parse, type Spec, View, Warn } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { Handler } from "vega-tooltip";
import { wireFinder } from "./wire-finder.js";

const narrowBelow = 480;

const refuse = (): Promise<never> => Promise.reject(new Error("charts of a report load nothing"));
const loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
  options: {},
} as unknown as Loader;
const config = JSON.parse(document.getElementById("chart-config")?.textContent ?? "{}") as Config;
const tooltip = new Handler({ disableDefaultStyle: true, offsetX: 14, offsetY: 14 });

const resize = (view: View, width: number): View => view.signal("narrow", width < narrowBelow).width(width);

async function bringToLife(figure: HTMLElement): Promise<View | null> {
  const place = figure.querySelector<HTMLElement>(".live");
  const spec = figure.querySelector(".spec")?.textContent;
  const plot = figure.querySelector<HTMLElement>(".plot");
  if (place === null || plot === null || spec === null || spec === undefined) return null;
  const view = new View(parse(JSON.parse(spec) as Spec, config, { ast: true }), {
    renderer: "svg",
    logLevel: Warn,
    expr: expressionInterpreter,
    hover: true,
    loader,
  });
  view.tooltip(tooltip.call);
  // The element must be the one that stays, or the tooltip is lost with it.
  view.initialize(place);
  let width = Math.floor(plot.clientWidth);
  await resize(view, width).runAsync();
  figure.dataset.state = "live";
  new ResizeObserver(() => {
    const now = Math.floor(plot.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    void resize(view, now).runAsync();
  }).observe(plot);
  return view;
}

/** What a control reads out at one of its places. */
interface Place {
  readonly words: string;
  readonly values: readonly string[];
}

/** Shows a slider or list, and lets it move its signal in the charts that live. */
function wireControl(control: HTMLElement, views: ReadonlyMap<string, View>): void {
  const { control: signal, charts = "" } = control.dataset;
  const moved = charts.split(" ").flatMap((name) => views.get(name) ?? []);
  const input = control.querySelector<HTMLInputElement | HTMLSelectElement>("input, select");
  const places = control.querySelector(".places")?.textContent;
  if (signal === undefined || input === null || !places || moved.length === 0) return;
  const read = JSON.parse(places) as readonly Place[];
  const output = control.querySelector("output");
  const cells = [...control.querySelectorAll("dd")];
  input.addEventListener("input", () => {
    const at = Number(input.value);
    const place = read[at]!;
    if (output !== null) {
      input.setAttribute("aria-valuetext", place.words);
      output.textContent = place.words;
    }
    cells.forEach((cell, i) => {
      cell.textContent = place.values[i]!;
    });
    for (const view of moved) void view.signal(signal, at).runAsync();
  });
  control.hidden = false;
}

function offerCopying(button: HTMLButtonElement): void {
  const source = document.getElementById(button.dataset.copy ?? "");
  if (source === null || navigator.clipboard === undefined) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(source.textContent ?? "").then(
      () => {
        button.textContent = "Copied";
      },
      () => {
        getSelection()?.selectAllChildren(source);
        button.textContent = "Selected";
      },
    );
  });
}

const views = new Map<string, View>();
const living = [...document.querySelectorAll<HTMLElement>("[data-chart]")].map(async (figure) => {
  try {
    const view = await bringToLife(figure);
    if (view !== null) views.set(figure.dataset.chart ?? "", view);
  } catch (error) {
    figure.dataset.state = "drawn";
    reportError(error);
  }
});
void Promise.all(living).then(() => {
  for (const control of document.querySelectorAll<HTMLElement>("[data-control]")) wireControl(control, views);
  for (const finder of document.querySelectorAll<HTMLElement>("[data-finder]")) wireFinder(finder, views);
});
/** Paper has nothing to click: what is folded is opened for printing, and folded again after it. */
const opened = new Set<HTMLDetailsElement>();
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details:not([open])")) {
    details.open = true;
    opened.add(details);
  }
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened.clear();
});
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) offerCopying(button);
