/** The answer, or the refusal: the one block that must be understood without reading on. */
export const answer = `
.answer{display:grid;gap:1.75rem 3.5rem;padding:1.75rem 0 0}
.answer>*{min-width:0}
.eyebrow{font-size:.8125rem;color:var(--ink-faint);letter-spacing:.02em}
.tag{display:inline-block;border:1px solid var(--line-strong);border-radius:99px;padding:.05rem .6rem;margin-left:.4rem;font-size:.75rem;color:var(--ink-soft)}
.answer h1{font:400 1.375rem/1.35 var(--serif);color:var(--ink-soft);margin-top:.2rem;max-width:72ch;text-wrap:pretty}
.facts{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin-top:.6rem;font-size:.8125rem;color:var(--ink-soft)}
.facts>div{display:flex;gap:.4em}
.facts dt{color:var(--ink-faint)}
.facts dd{font-weight:550}
.answer .verdict-line{margin-top:1.4rem}
.answer .sentence{font:600 1.75rem/1.3 var(--serif);letter-spacing:-.008em;margin-top:.7rem;max-width:34em;text-wrap:pretty}
.answer .sentence.long{font-size:1.4375rem;line-height:1.36;max-width:42em}
.answer h2{font-size:.875rem;font-weight:650;letter-spacing:0}
.caveats{margin-top:1.15rem;color:var(--ink-soft);font-size:.875rem}
.caveats ul,.reasons ul{margin-top:.3rem;display:grid;gap:.2rem 2.5rem;max-width:84ch}
.scorecard{font-size:.875rem;border-top:1px solid var(--line);padding-top:1.1rem}
.scorecard ul{list-style:none;padding:0;margin-top:.5rem}
.scorecard a{display:flex;gap:.55rem;align-items:baseline;padding:.09rem 0;color:var(--ink-soft);text-decoration:none}
.scorecard a:hover{text-decoration:underline}
.scorecard .icon{color:var(--tone);--chip:var(--paper);position:relative;top:.14em}
.scorecard b{color:var(--tone);font-weight:600;white-space:nowrap}
.refusal{margin-top:1.75rem;padding:1.5rem 1.5rem 1.75rem 2.1rem;background:var(--fail-ground);border:2px solid var(--fail);border-radius:.5rem;position:relative;overflow:hidden}
.refusal::before{content:"";position:absolute;inset:0 auto 0 0;width:.75rem;background:repeating-linear-gradient(135deg,var(--fail) 0 7px,var(--fail-ground) 7px 14px)}
.refusal .eyebrow,.refusal .facts dt{color:var(--ink-soft)}
.refusal .tag{border-color:currentColor}
.refusal .verdict-line .chip{font-size:1.0625rem;padding:.4rem .95rem;background:var(--fail);color:var(--paper);--chip:var(--fail)}
.refusal .scorecard{border-color:var(--fail)}
.refusal .scorecard a{color:var(--ink)}
.refusal .scorecard .icon{--chip:var(--fail-ground)}
.reasons{margin-top:1.25rem;font-size:.9375rem}
.refusal .caveats{color:var(--ink)}
@media (min-width:62rem){
.answer{grid-template-columns:minmax(0,1fr) 16.5rem}
.scorecard{border-top:0;padding:.1rem 0 0 1.75rem;border-left:1px solid var(--line);align-self:start}
}
@media (max-width:36rem){.answer{padding-top:1.35rem}.answer .sentence{font-size:1.4375rem}.answer h1{font-size:1.1875rem}.answer .sentence.long{font-size:1.25rem}.refusal{padding:1.35rem 1rem 1.35rem 1.6rem}.refusal::before{width:.55rem}}
`;
