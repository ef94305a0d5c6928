/** The answer, or the refusal: the one block that must be understood without reading on. */
export const answer = `
.answer{display:grid;gap:2rem 3.5rem;padding:2.25rem 0 0}
.answer>*{min-width:0}
.refusal .gate-row .chip,.refusal .facts{--tone-ground:var(--paper)}
.eyebrow{font-size:.8125rem;color:var(--ink-faint);letter-spacing:.02em}
.tag{display:inline-block;border:1px solid var(--line-strong);border-radius:99px;padding:.05rem .6rem;margin-left:.4rem;font-size:.75rem;color:var(--ink-soft)}
.answer h1{font:400 1.375rem/1.4 var(--serif);color:var(--ink-soft);margin-top:.35rem;max-width:60ch}
.answer .verdict-line{margin-top:1.25rem}
.answer .sentence{font:600 1.75rem/1.3 var(--serif);letter-spacing:-.008em;margin-top:.75rem;max-width:34em;text-wrap:pretty}
.answer .sentence.long{font-size:1.4375rem;line-height:1.38;max-width:42em}
.gate-row{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.45rem .5rem;margin-top:1.5rem}
.gate-row a{text-decoration:none;border-radius:99px}
.answer .gate-row .chip{font-size:.8125rem;padding:.2rem .7rem .2rem .5rem;font-weight:550}
.gate-row a:hover .chip{text-decoration:underline}
.answer h2{font-size:.875rem;font-weight:650;letter-spacing:0}
.caveats{margin-top:1.4rem;color:var(--ink-soft);font-size:.9375rem}
.caveats ul,.reasons ul{margin-top:.35rem;display:grid;gap:.3rem 2.5rem;max-width:72ch}
.facts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.9rem 1.5rem;align-content:start;font-size:.9375rem;border-top:1px solid var(--line);padding-top:1.25rem}
.facts dt{color:var(--ink-faint);font-size:.8125rem}
.facts dd{font-weight:550}
.refusal{margin-top:2rem;padding:1.75rem 1.5rem 1.75rem 2.1rem;background:var(--fail-ground);border:2px solid var(--fail);border-radius:.5rem;position:relative;overflow:hidden}
.refusal::before{content:"";position:absolute;inset:0 auto 0 0;width:.75rem;background:repeating-linear-gradient(135deg,var(--fail) 0 7px,var(--fail-ground) 7px 14px)}
.refusal .eyebrow,.refusal .facts dt{color:var(--ink-soft)}
.refusal .tag{border-color:currentColor}
.refusal .facts{border-color:var(--fail)}
.refusal .verdict-line .chip{font-size:1.0625rem;padding:.4rem .95rem;background:var(--fail);color:var(--paper);--chip:var(--fail)}
.reasons{margin-top:1.4rem;font-size:.9375rem}
.refusal .caveats{color:var(--ink)}
@media (min-width:62rem){
.answer{grid-template-columns:minmax(0,1fr) 14.5rem}
.facts{grid-template-columns:1fr;border-top:0;padding:.1rem 0 0 1.5rem;border-left:1px solid var(--line)}
}
@media (max-width:36rem){.answer{padding-top:1.75rem}.answer .sentence{font-size:1.4375rem}.answer h1{font-size:1.1875rem}.answer .sentence.long{font-size:1.25rem}.refusal{padding:1.35rem 1rem 1.35rem 1.6rem}.refusal::before{width:.55rem}}
`;
