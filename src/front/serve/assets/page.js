// The script of the page: asks for the result while somebody types, takes dropped files, leads from findings to their words.
// What it puts into the page is what the server has written and escaped; without this script the form does the same.

const find = id => document.getElementById(id);
const [form, text, file, format, name, status, shown, result] =
  ["desk", "text", "file", "format", "name", "status", "shown", "result"].map(find);
const said = document.body.dataset;
const language = document.documentElement.lang;
const trusted = self.trustedTypes?.createPolicy("lunju", { createHTML: markup => markup }) ?? { createHTML: markup => markup };

// A Word file that is checked as it is; else the text is.
let word = null;
// The last answer, with the text that it is about.
let seen = null;
let asking = null;
let timer = 0;
let took = 0;
let composing = false;
let typed = false;
const jump = document.querySelector(".jump");
let inSight = false;

function say(sentence, failed = false) {
  // The same sentence is not announced again.
  if (status.textContent !== sentence) status.textContent = sentence;
  status.classList.toggle("failed", failed);
}

// Whether a newer result is on its way.
function busy(is) {
  shown.setAttribute("aria-busy", is);
}

function fileName() {
  const stem = (name.value || said.draftName).replace(/\.[^.]*$/, "");
  return `${stem}.${format.value}`;
}

// Sends a draft; gives the answer, or nothing where a newer draft has been sent or there is no answer.
async function ask(draft, draftName, isFile) {
  clearTimeout(timer);
  asking?.abort();
  const mine = asking = new AbortController();
  busy(true);
  const query = new URLSearchParams({ lang: language, name: draftName, ...(isFile && { file: "1" }) });
  const slow = setTimeout(() => say(said.checking), 400);
  const begun = performance.now();
  try {
    const response = await fetch(`/view?${query}`, { method: "POST", body: draft, signal: mine.signal });
    const answer = await response.json();
    took = performance.now() - begun;
    if (response.ok) return answer;
    refuse(answer.errors[0].message);
  } catch {
    if (!mine.signal.aborted) refuse(said.unreachable);
  } finally {
    clearTimeout(slow);
  }
  return null;
}

function refuse(sentence) {
  say(sentence, true);
  shown.classList.add("stale");
  busy(false);
}

async function check() {
  const draft = text.value;
  if (!word && !draft.trim()) {
    clearTimeout(timer);
    asking?.abort();
    return show({ empty: true }, draft);
  }
  const answer = await ask(word ?? draft, word ? word.name : fileName(), false);
  if (answer) show(answer, draft);
}

// While a word is being composed the text is not what is meant.
function soon() {
  clearTimeout(timer);
  if (composing) return;
  busy(true);
  timer = setTimeout(check, Math.max(350, Math.min(2 * took, 3000)));
}

function show(answer, draft) {
  shown.classList.remove("stale");
  busy(false);
  if (answer.empty) {
    seen = null;
    const waiting = document.createElement("p");
    waiting.className = "waiting";
    waiting.textContent = said.waiting;
    shown.replaceChildren(waiting);
    say("");
    jump.hidden = true;
    return;
  }
  const switches = new Map([...shown.querySelectorAll("input")].map(input => [input.id, input.checked]));
  shown.innerHTML = trusted.createHTML(answer.html);
  for (const input of shown.querySelectorAll("input")) input.checked = switches.get(input.id) ?? true;
  const starts = places(draft);
  const place = ([start, end]) => [starts[start], starts[end]];
  seen = {
    draft,
    findings: answer.findings.map(finding => ({
      at: place(finding.at),
      changes: finding.changes.map(change => ({ at: place(change.at), text: change.text })),
    })),
    units: answer.units.map(place),
  };
  equip();
  say(answer.status);
  text.lang = answer.language;
  jump.hidden = inSight;
  mark();
}

// Where each character of the text begins, in the units that a text field counts.
function places(draft) {
  const starts = [];
  for (let at = 0; at < draft.length; at += draft.codePointAt(at) > 0xffff ? 2 : 1) starts.push(at);
  starts.push(draft.length);
  return starts;
}

function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}

// Gives the result what only a script can do.
function equip() {
  for (const link of shown.querySelectorAll("a[href^='http'],a[href^='mailto']")) link.target = "_blank";
  for (const copy of shown.querySelectorAll(".copy")) copy.hidden = false;
  for (const item of shown.querySelectorAll(".finding")) {
    const finding = seen.findings[item.id.replace(/^.*f/, "") - 1];
    if (!finding) continue;
    const tools = document.createElement("p");
    tools.className = "tools";
    tools.append(button(said.toDraft, () => select(finding.at)));
    for (const change of word ? [] : finding.changes) {
      const label = change.text ? said.apply.replace("{}", () => change.text) : said.takeOut;
      tools.append(button(label, () => put(change)));
    }
    item.append(tools);
  }
}

function select([start, end]) {
  if (seen?.draft !== text.value) return;
  // A browser scrolls to where the cursor is when a field gets the focus.
  text.blur();
  text.setSelectionRange(start, start);
  text.focus();
  text.setSelectionRange(start, end);
}

function put({ at, text: fresh }) {
  if (seen?.draft !== text.value) return;
  select(at);
  // This way it can be undone.
  const done = fresh ? document.execCommand("insertText", false, fresh) : document.execCommand("delete");
  if (!done) {
    text.setRangeText(fresh, ...at, "end");
    soon();
  }
}

// Marks the unit in which the cursor stands.
function mark() {
  shown.querySelector(".here")?.classList.remove("here");
  if (document.activeElement !== text || seen?.draft !== text.value) return;
  const at = text.selectionStart;
  const unit = seen.units.findIndex(([start, end]) => start <= at && at < end);
  const marked = unit < 0 ? null : find(`a1-u${unit}`);
  marked?.classList.add("here");
  if (marked && matchMedia("(min-width:80rem)").matches) marked.scrollIntoView({ block: "nearest" });
}

async function take(chosen) {
  if (!chosen) return;
  const answer = await ask(chosen, chosen.name, true);
  if (!answer) return;
  const source = answer.source;
  typed = false;
  if (!source) return show({ empty: true }, "");
  text.value = source.text;
  name.value = source.name;
  format.value = source.format;
  setWord(source.word ? chosen : null);
  // A text field has line ends of its own, so places count anew.
  if (word) show(answer, text.value);
  else check();
}

function setWord(chosen) {
  word = chosen;
  text.readOnly = word !== null;
  find("word").hidden = word === null;
  find("word-name").textContent = word?.name ?? "";
  find("docx").disabled = word === null;
  find("docx-hint").hidden = word !== null;
  format.disabled = word !== null;
  const files = new DataTransfer();
  if (word) files.items.add(word);
  file.files = files.files;
}

async function explain(link) {
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(trusted.createHTML(await response.text()), "text/html");
  page.querySelector(".back")?.remove();
  find("why-text").replaceChildren(...page.querySelector("main").childNodes);
  find("why").showModal();
}

async function copy(from) {
  const words = from.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(words.textContent);
    say(said.copied);
  } catch {
    getSelection().selectAllChildren(words);
  }
}

text.addEventListener("input", () => {
  typed = true;
  soon();
});
text.addEventListener("compositionstart", () => {
  composing = true;
  clearTimeout(timer);
});
text.addEventListener("compositionend", () => {
  composing = false;
  soon();
});
text.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
});
document.addEventListener("selectionchange", mark);
text.addEventListener("select", mark);
format.addEventListener("change", check);
file.addEventListener("change", () => take(file.files[0]));
find("as-text").addEventListener("click", () => {
  setWord(null);
  text.focus();
  check();
});
form.addEventListener("submit", event => {
  typed = false;
  if (event.submitter && event.submitter.id !== "check") return;
  event.preventDefault();
  check().then(() => {
    if (!matchMedia("(min-width:80rem)").matches) result.scrollIntoView();
  });
});
shown.addEventListener("click", event => {
  const why = event.target.closest("a.why");
  if (why && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    explain(why).catch(() => open(why.href, "_blank", "noopener"));
  }
  const from = event.target.closest(".copy");
  if (from) copy(from);
});
addEventListener("dragover", event => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", event => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", event => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  take(event.dataTransfer.files[0]);
});
addEventListener("beforeunload", event => {
  if (typed && text.value.trim()) event.preventDefault();
});

new IntersectionObserver(([entry]) => {
  inSight = entry.isIntersecting;
  jump.hidden = inSight || seen === null;
}).observe(result);

setWord(null);
if (text.value.trim()) check();
