/** Colours of charts by their part. On pages they are CSS variables, so that a drawing follows the reader's scheme. */
export interface Palette {
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly grid: string;
  readonly paper: string;
  readonly treated: string;
  readonly treatedSoft: string;
  readonly control: string;
  readonly controlSoft: string;
  readonly reference: string;
}

/** Light scheme. Blue and orange stay apart in all common forms of colour blindness. */
export const lightPalette: Palette = {
  ink: "#16191d",
  inkSoft: "#474e57",
  inkFaint: "#626b75",
  grid: "#e3e6ea",
  paper: "#ffffff",
  treated: "#c4540a",
  treatedSoft: "#f3c7a4",
  control: "#1f66b0",
  controlSoft: "#b4d1ee",
  reference: "#6d7681",
};

export const darkPalette: Palette = {
  ink: "#eceff2",
  inkSoft: "#b8c0ca",
  inkFaint: "#98a2ae",
  grid: "#2a3139",
  paper: "#111418",
  treated: "#f39a55",
  treatedSoft: "#6e4322",
  control: "#72b3f2",
  controlSoft: "#27496c",
  reference: "#8b95a1",
};

const variableOf = (name: string): string =>
  `--chart-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The palette that pages use: every colour a CSS variable. */
export const variablePalette: Palette = Object.fromEntries(
  Object.keys(lightPalette).map((name) => [name, `var(${variableOf(name)})`]),
) as unknown as Palette;

/** The declarations that give those variables the colours of one scheme. */
export const paletteDeclarations = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `${variableOf(name)}:${colour};`)
    .join("");
