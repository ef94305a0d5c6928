/**
 * The script of the list of reports, as it stands in the page: shows the search and hides reports that do not match.
 * It is plain text, so that the page stays one small file without the charts' script.
 */
export const indexScript: string = `(() => {
const form = document.querySelector(".find");
const [words, verdict] = [form.querySelector("input"), form.querySelector("select")];
const entries = [...document.querySelectorAll(".entry")].map((entry) => ({ entry, text: entry.textContent.toLowerCase() }));
const found = form.querySelector("output");
const show = () => {
  const sought = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const { entry, text } of entries) {
    const match = sought.every((word) => text.includes(word)) && (verdict.value === "" || entry.dataset.verdict === verdict.value);
    entry.hidden = !match;
    if (match) count += 1;
  }
  found.textContent = count === entries.length ? "" : count + " of " + entries.length + " shown";
};
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
})();`;
