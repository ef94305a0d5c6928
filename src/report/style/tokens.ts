import { darkPalette, lightPalette, paletteDeclarations } from "../palette.js";

/** Colours, type scale and spacing, in both schemes; contrast is AA or better on every ground. */
export const tokens = `
:root{
color-scheme:light dark;
--paper:#fff;--ground:#f5f6f8;--ink:#16191d;--ink-soft:#474e57;--ink-faint:#626b75;--line:#dfe3e8;--line-strong:#b9c0c9;--scroll-hint:#c9cfd6;
--link:#17599f;--focus:#17599f;
--pass:#0a6847;--pass-ground:#e8f4ee;--warn:#845000;--warn-ground:#fcf3e0;--fail:#a3161a;--fail-ground:#fcecec;--none:#4b535c;--none-ground:#eff1f4;
${paletteDeclarations(lightPalette)}
--sans:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,"Times New Roman",serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
}
@media (prefers-color-scheme:dark){:root{
--paper:#111418;--ground:#191d23;--ink:#eceff2;--ink-soft:#b8c0ca;--ink-faint:#98a2ae;--line:#2a3139;--line-strong:#454e59;--scroll-hint:#39424c;
--link:#85bdf5;--focus:#85bdf5;
--pass:#6fd3a6;--pass-ground:#14271f;--warn:#f0bf63;--warn-ground:#2a2213;--fail:#ff9d92;--fail-ground:#33191b;--none:#b8c0ca;--none-ground:#20262d;
${paletteDeclarations(darkPalette)}
}}
`;
