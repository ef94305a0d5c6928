/** Where things stand: the bar, the first screen, and parts with their head beside their body. */
export const layout = `
.bar{position:sticky;top:0;z-index:10;display:flex;gap:1.35rem;align-items:baseline;padding:.7rem max(1.25rem,calc((100vw - 74rem)/2 + 1.25rem));background:var(--paper);border-bottom:1px solid var(--line)}
.brand{font-weight:700;letter-spacing:-.01em}
.brand a{color:inherit;text-decoration:none}
.contents{min-width:0;overflow-x:auto;scrollbar-width:none}
.contents ul{display:flex;gap:.9rem;list-style:none;padding:0;font-size:.78125rem;white-space:nowrap}
.contents a{color:var(--ink-soft);text-decoration:none;padding:.35rem 0}
.contents a:hover{color:var(--ink);text-decoration:underline}
main,footer{max-width:74rem;margin:0 auto;padding:0 1.25rem}
.first{padding:2.25rem 0 0}
.first>h2{margin-bottom:.9rem}
.first>.under{margin:-.5rem 0 1.1rem}
.part{display:grid;gap:1.5rem 3rem;padding:2.5rem 0 0;margin-top:3rem;border-top:1px solid var(--line)}
.part-head p{margin-top:.6rem;color:var(--ink-soft);font-size:.9375rem;max-width:62ch}
.part-body{display:grid;gap:2.5rem;min-width:0;align-content:start}
.part-body>*{min-width:0}
.part-body>h3+*{margin-top:-1.6rem}
.beside{display:grid;gap:1.5rem 3rem;align-items:start}
.beside>*{min-width:0}
footer{margin-top:3.5rem;padding-bottom:3rem;color:var(--ink-faint);font-size:.8125rem}
footer p{border-top:1px solid var(--line);padding-top:1.25rem}
@media (min-width:62rem){
.part{grid-template-columns:14.5rem minmax(0,1fr)}
.part-head{position:sticky;top:4.25rem;align-self:start}
.beside{grid-template-columns:minmax(0,1.45fr) minmax(0,1fr)}
}
`;
