// What an editor does with the page, in Chromium: `node browser.cjs ADDRESS FIXTURES FOLDER`. Prints what went wrong as JSON; exits
// with 77 where there is no browser to try it in.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const [address, fixtures, folder] = process.argv.slice(2);
const missing = what => {
  process.stderr.write(`${what} is not there\n`);
  process.exit(77);
};
let playwright;
try {
  playwright = require("playwright-core");
} catch {
  missing("playwright-core");
}
const executablePath = ["chromium", "chromium-browser", "google-chrome"].map(name => `/usr/bin/${name}`).find(fs.existsSync);
if (!executablePath) missing("Chromium");
let axe = null;
try {
  axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  process.stderr.write("axe-core is not there: its rules are left out\n");
}

const DRAFT = "堤岸不必再加高😀\n\n水務署去年的報告說，這條河在三十年間氾濫了十四次。每一次加高堤岸都是災難，必然令河岸死去。\n\n" +
  "有專家認為，加高堤岸會令下游的水患減少三成。鎮公所應該在明年底前買下河邊的農地。\n";
const problems = [];
const measured = {};
let steps = 0;

function hold(holds, what) {
  if (!holds) problems.push(what);
}

async function step(name, action) {
  steps += 1;
  try {
    await action();
  } catch (error) {
    problems.push(`${name}: ${error.message.split("\n").slice(0, 4).join(" ")}`);
  }
}

// A page that notes what the browser complains of, and every address that is asked for.
async function open(browser, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const expected = [];
  page.on("console", message => {
    if (message.type() === "error" && !expected.some(part => message.text().includes(part))) {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", error => problems.push(`error: ${error.message}`));
  page.on("dialog", dialog => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", request => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) problems.push(`asked for ${url}`);
  });
  return { context, page, expected };
}

const checked = page => page.waitForSelector("#shown[aria-busy=false]:not(.stale)");
const seen = (page, selector) => page.locator(selector).filter({ visible: true }).count();

async function save(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const file = path.join(folder, `${steps}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(file) };
}

async function withScript(browser) {
  const { context, page, expected } = await open(browser, { locale: "zh-TW" });

  await step("type", async () => {
    await page.goto(`${address}/`);
    hold(await page.title() === "論據：檢查論證", "the page speaks the language of the browser");
    // The skip links come first, and lead to the draft.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    hold(await page.evaluate(() => document.activeElement.id) === "text", "the first stop leads to the draft");
    const begun = Date.now();
    await page.keyboard.insertText(DRAFT.slice(0, 40));
    await page.keyboard.type(DRAFT.slice(40), { delay: 5 });
    await page.waitForSelector(".finding");
    await checked(page);
    measured.typed_and_checked_ms = Date.now() - begun;
    const status = page.locator("#status");
    hold(/^檢查完畢：\d+ 處問題。$/.test(await status.textContent()), `status: ${await status.textContent()}`);
    hold(await status.getAttribute("role") === "status", "the status is announced");
  });

  await step("see", async () => {
    for (const role of ["claim", "evidence", "call"]) hold(await seen(page, `#shown .u.${role}`) > 0, `no ${role} is marked`);
    const looks = await page.$$eval(".filters .u", units => units.map(unit => getComputedStyle(unit).textDecorationStyle));
    hold(new Set(looks).size === looks.length && looks.length >= 4, `roles look alike without colour: ${looks}`);
    const rows = await page.$$eval("#shown .finding", items => items.map(item => {
      const words = document.querySelector(`#a1-w${item.id.replace(/^.*f/, "")}`);
      const [to, from] = [words, item].map(element => element.getBoundingClientRect());
      return from.left >= to.right && Math.abs(from.top - to.top) < innerHeight;
    }));
    hold(rows.length > 2 && rows.every(Boolean), "findings stand beside their words");
    const text = await page.locator("#shown").innerText();
    hold(text.includes("說明") && text.includes("可問作者") && text.includes("論證圖"), "help, question or map is missing");
    hold(await page.locator("#shown svg .claim").count() > 0, "the map is drawn");
  });

  await step("filter", async () => {
    const before = await seen(page, "#shown .finding.is-claim");
    hold(before > 0, "there are findings about claims");
    await page.uncheck("#show-claim");
    hold(await seen(page, "#shown .finding.is-claim") === 0, "findings about claims are not hidden");
    await page.focus("#text");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("河水會流得更快。");
    await checked(page);
    hold(!(await page.isChecked("#show-claim")), "a switch does not stay as it was");
    await page.check("#show-claim");
    hold(await seen(page, "#shown .finding.is-claim") >= before, "findings about claims do not come back");
  });

  await step("select and mark", async () => {
    const item = page.locator("#shown .finding", { hasText: "必然" }).first();
    await item.locator(".tools button").first().click();
    const chosen = await page.$eval("#text", text => text.value.slice(text.selectionStart, text.selectionEnd));
    hold(chosen.includes("必然"), `chosen: ${chosen}`);
    await page.waitForSelector(".u.here");
    hold((await page.locator(".u.here").innerText()).includes("必然"), "the unit at the cursor is marked");
  });

  await step("replace", async () => {
    await page.click("#shown .finding .tools >> text=改為「鎮政府」");
    await checked(page);
    hold((await page.inputValue("#text")).includes("鎮政府應該"), "the offered words are not put in");
    hold(await seen(page, "text=本報寫「鎮政府」") === 0, "the finding stays");
    await page.keyboard.press("Control+z");
    await checked(page);
    hold((await page.inputValue("#text")).includes("鎮公所應該"), "it cannot be undone");
  });

  await step("why", async () => {
    const why = page.locator("#shown .why").first();
    await why.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] h2");
    hold((await page.locator("dialog").innerText()).includes("為甚麼要緊"), "the reason is shown");
    await page.keyboard.press("Escape");
    hold(await page.evaluate(() => document.activeElement.className) === "why", "the focus comes back");
  });

  await step("copy", async () => {
    await page.click(".copy");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    hold(copied.startsWith("# 請教作者：稿件.txt") && copied.includes("1. "), `copied: ${copied.slice(0, 60)}`);
  });

  await step("compose", async () => {
    let asked = 0;
    page.on("request", request => { asked += request.url().includes("/view"); });
    const session = await context.newCDPSession(page);
    await page.focus("#text");
    await session.send("Input.imeSetComposition", { text: "ㄕㄨ", selectionStart: 2, selectionEnd: 2 });
    await page.waitForTimeout(900);
    hold(asked === 0, "a half-composed word is checked");
    await session.send("Input.insertText", { text: "樹" });
    await checked(page);
    hold(asked === 1, `a composed word is checked ${asked} times`);
  });

  await step("download", async () => {
    const report = await save(page, "button[formaction^='/download/html']");
    hold(report.name === "稿件.lunju.html" && report.bytes.includes("論證檢查報告"), report.name);
    const json = JSON.parse((await save(page, "button[formaction^='/download/json']")).bytes);
    const text = await page.inputValue("#text");
    const words = json.diagnostics.map(({ range }) => [...text].slice(...range.char).join(""));
    hold(words.includes("每一次") && words.includes("有專家認為"), `places do not fit the text: ${words}`);
    hold((await save(page, "button[formaction^='/download/map']")).bytes.includes("<svg"), "no map");
    hold(await page.isDisabled("#docx"), "a text is offered as a Word file");
  });

  await step("Word", async () => {
    await page.setInputFiles("#file", path.join(fixtures, "ferry.docx"));
    await page.waitForSelector("#word:not([hidden])");
    hold(await page.locator("#text").evaluate(text => text.readOnly), "the text of a Word file can be changed");
    hold(await seen(page, "#shown .finding") > 0, "no findings in a Word file");
    const copy = await save(page, "#docx");
    hold(copy.name === "ferry.lunju.docx" && copy.bytes.includes("word/comments.xml"), "no comments");
    await page.click("#as-text");
    hold(await page.isDisabled("#docx") && await page.locator("#file").evaluate(file => file.files.length) === 0, "it is a text now");
  });

  await step("drop", async () => {
    const bytes = [...fs.readFileSync(path.join(fixtures, "ferry.big5.txt"))];
    const transfer = await page.evaluateHandle(bytes => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], "渡輪.txt"));
      return transfer;
    }, bytes);
    await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await page.waitForFunction(() => document.querySelector("#a1").innerText === "渡輪.txt");
    await checked(page);
    hold((await page.inputValue("#text")).includes("渡輪"), "the text of a file in Big5");
  });

  await step("markup", async () => {
    await page.fill("#text", `<script>window.broken=1</script><img src=x onerror="window.broken=2">\n\n${DRAFT}</textarea><b>`);
    await checked(page);
    hold(await page.evaluate(() => window.broken === undefined && !document.querySelector("#shown b,#shown img,#shown script")),
      "a draft became markup");
    hold((await page.locator("#shown article").innerText()).includes("<script>window.broken=1</script>"), "its text is not shown");
  });

  await step("trouble", async () => {
    expected.push("Failed to load resource");
    await page.route("**/view*", route => route.abort());
    await page.focus("#text");
    await page.keyboard.type("。");
    await page.waitForSelector("#status.failed");
    hold((await page.locator("#status").textContent()).includes("稿件仍在這裏"), "a lost server is not told");
    await page.unroute("**/view*");
    await page.fill("#text", "This draft is written in English, and there is no pack for it.");
    await page.waitForFunction(() => document.querySelector("#status").textContent.includes("英文"));
    await page.fill("#text", "");
    await page.waitForSelector(".waiting");
    hold(await page.locator("#status").textContent() === "", "an empty draft has a status");
  });
  await context.close();
}

async function withoutScript(browser) {
  const { context, page } = await open(browser, { locale: "zh-CN", javaScriptEnabled: false });
  await step("without a script", async () => {
    await page.goto(`${address}/`);
    await page.fill("#text", DRAFT);
    await page.click("#check");
    await page.waitForSelector(".finding");
    hold((await page.locator("#status").textContent()).startsWith("检查完毕："), "no status");
    hold(await page.inputValue("#text") === DRAFT, "the draft is not in the field");
    await page.uncheck("#show-claim");
    hold(await seen(page, "#shown .finding.is-claim") === 0, "filters need a script");
    await page.click("text=English");
    hold((await page.locator("#status").textContent()).startsWith("Checked: "), "the draft does not come along");
    await page.setInputFiles("#file", path.join(fixtures, "ferry.docx"));
    hold((await save(page, "#docx")).name === "ferry.lunju.docx", "no Word copy");
    await page.click("#shown .why >> nth=0");
    hold(await page.locator("h2").first().textContent() === "What it flags", "no page of the lint");
  });
  await context.close();
}

async function everywhere(browser) {
  for (const [name, options] of [
    ["on a phone", { viewport: { width: 360, height: 740 }, locale: "zh-TW", colorScheme: "dark", hasTouch: true }],
    ["on a desk", { viewport: { width: 1440, height: 900 }, locale: "en-GB" }],
  ]) {
    const { context, page } = await open(browser, { ...options, bypassCSP: true });
    await step(name, async () => {
      for (const target of ["/?sample=1", "/", "/lints/vague-source"]) {
        await page.goto(address + target);
        if (target.includes("sample")) await checked(page);
        const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        hold(width[0] <= width[1], `${name}, ${target}: ${width[0]} wide in ${width[1]}`);
        if (!axe) continue;
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const { id, nodes } of found.violations) problems.push(`${name}, ${target}: ${id}: ${nodes[0].html.slice(0, 200)}`);
        measured[`axe ${name} ${target}`] = `${found.passes.length} rules hold`;
      }
    });
    await context.close();
  }
}

(async () => {
  const browser = await playwright.chromium.launch({ executablePath, args: ["--no-sandbox"] });
  await withScript(browser);
  await withoutScript(browser);
  await everywhere(browser);
  await browser.close();
  process.stdout.write(JSON.stringify({ steps, problems, measured }));
})().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
