/** Elements as such: text, links, code, focus. */
export const base = `
*,*::before,*::after{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.55 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,figure,table,pre{margin:0;padding:0}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h2{font-size:1.25rem;font-weight:650;letter-spacing:-.008em}
h3{font-size:1rem;font-weight:650}
a{color:var(--link);text-underline-offset:.16em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2.5px solid var(--focus);outline-offset:3px;border-radius:3px}
main:focus{outline:none}
code,pre{font-family:var(--mono);font-size:.86em}
ul,ol{padding-left:1.15em}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--paper);padding:.5rem 1rem;z-index:20}
.skip:focus{top:.5rem}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.nowrap{white-space:nowrap}
.note{color:var(--ink-faint);font-size:.86em;font-weight:400}
.fine{color:var(--ink-soft);font-size:.875rem;max-width:62ch}
.prose{max-width:66ch;color:var(--ink-soft)}
.under{color:var(--ink-soft)}
.unit{display:block;color:var(--ink-faint);font-weight:400;font-size:.92em}
`;
