import type { Verdict } from "../../results/verdict.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { chartFont } from "../chart-theme.js";
import { estimatesChart } from "../charts/estimates.js";
import { composeChart } from "../compose-chart.js";
import { compileChart, drawChart } from "../draw-chart.js";
import { formatCount } from "../format/count.js";
import { formatDateRange } from "../format/date.js";
import { headlineWords, isRefusal } from "../headline-words.js";
import { type Html, html, htmlText, trustedHtml } from "../html.js";
import { lightPalette } from "../palette.js";
import { textWidth } from "../text-width.js";
import { setLines } from "./set-lines.js";

const width = 960;
const margin = 40;
const inner = width - 2 * margin;

/** Ink and ground of the verdict's chip; the words say the same. */
const chipColours: Readonly<Record<Verdict, { readonly ink: string; readonly ground: string }>> = {
  pass: { ink: "#0a5f3c", ground: "#e4f4ec" },
  warn: { ink: "#7a4a00", ground: "#fdf0d5" },
  fail: { ink: "#9c1c1c", ground: "#fce8e6" },
  "not evaluated": { ink: "#474e57", ground: "#eceff2" },
};

interface Style {
  readonly fontSize: number;
  readonly leading: number;
  readonly bold: boolean;
  readonly colour: string;
}

const styles = {
  small: { fontSize: 14, leading: 21, bold: false, colour: lightPalette.inkSoft },
  question: { fontSize: 19, leading: 27, bold: false, colour: lightPalette.inkSoft },
  sentence: { fontSize: 24, leading: 34, bold: true, colour: lightPalette.ink },
  head: { fontSize: 16, leading: 24, bold: true, colour: lightPalette.ink },
} as const satisfies Readonly<Record<string, Style>>;

/** Lays pieces below one another and keeps count of the height. */
function column(): {
  readonly text: (words: string, style: Style, indent?: string) => void;
  readonly put: (height: number, draw: (top: number) => Html) => void;
  readonly pieces: readonly Html[];
  readonly height: () => number;
} {
  const pieces: Html[] = [];
  let top = margin;
  const put = (height: number, draw: (top: number) => Html): void => {
    pieces.push(draw(top));
    top += height;
  };
  const text = (words: string, style: Style, indent = ""): void => {
    const { fontSize, leading, bold, colour } = style;
    const shift = textWidth(indent, fontSize, bold);
    setLines(words, { width: inner - shift, fontSize, bold }).forEach((line, i) => {
      const start = i === 0 ? indent : "";
      put(
        leading,
        (y) =>
          html`<text x="${String(margin + (i === 0 ? 0 : shift))}" y="${String(y + fontSize)}" font-size="${String(fontSize)}" font-weight="${bold ? "600" : "400"}" fill="${colour}">${start}${line}</text>\n`,
      );
    });
  };
  return { text, put, pieces, height: () => top + margin };
}

const gap = (height: number) => [height, (): Html => html``] as const;

function chip(verdict: Verdict, words: string): (top: number) => Html {
  const { ink, ground } = chipColours[verdict];
  const length = Math.ceil(textWidth(words, 15, true)) + 32;
  return (
    top,
  ) => html`<rect x="${String(margin)}" y="${String(top)}" width="${String(length)}" height="30" rx="15" fill="${ground}"/>
<text x="${String(margin + 16)}" y="${String(top + 20)}" font-size="15" font-weight="600" fill="${ink}">${words}</text>\n`;
}

/**
 * The answer as one picture to send around: question, verdict, sentence, caveats and the estimates side by side. Its
 * colours are those of paper and written into it, so that every viewer draws it alike; a refused answer says so in it.
 * Pure: the same result gives the same SVG.
 * Checked by test/report/answer-picture.test.ts.
 */
export async function renderAnswerPicture(result: StudyResult): Promise<string> {
  const { headline, log } = result;
  const verdict: Verdict = isRefusal(result) ? "fail" : headline.verdict;
  const { text, put, pieces, height } = column();
  text(result.question, styles.question);
  put(...gap(14));
  put(44, chip(verdict, headlineWords[verdict]));
  text(headline.sentence, styles.sentence);
  put(...gap(10));
  for (const gate of result.gates)
    if (gate.verdict === "fail" && gate.override === null)
      text(`${gate.label}: ${gate.sentence}`, styles.small, "• ");
  for (const caveat of headline.caveats) text(caveat, styles.small, "• ");
  if (estimatesChart.drawn(result)) {
    put(...gap(24));
    text(estimatesChart.title(result), styles.head);
    put(...gap(18));
    const spec = compileChart(
      composeChart(estimatesChart, result, { palette: lightPalette, width: inner, titled: false }),
    );
    const svg = await drawChart(spec, { width: inner, narrow: false });
    const drawn = Math.ceil(Number(/ height="([\d.]+)"/.exec(svg)![1]));
    put(
      drawn + 20,
      (y) => html`${trustedHtml(svg.replace("<svg ", `<svg x="${margin}" y="${y}" overflow="visible" `))}\n`,
    );
  }
  text(
    `${log.source} (${log.origin} log), ${formatDateRange(log.firstDay, log.lastDay)}, ${formatCount(log.users)} users. Made by Counterday.`,
    { ...styles.small, fontSize: 12.5, colour: lightPalette.inkFaint },
  );
  const size = [width, height()].map(String);
  return htmlText(html`<svg xmlns="http://www.w3.org/2000/svg" width="${size[0]!}" height="${size[1]!}" viewBox="0 0 ${size[0]!} ${size[1]!}" font-family="${chartFont}" role="img" aria-labelledby="title description">
<title id="title">${result.question}</title>
<desc id="description">${headlineWords[verdict]}. ${headline.sentence}</desc>
<rect width="100%" height="100%" fill="${lightPalette.paper}"/>
${pieces}</svg>
`);
}
