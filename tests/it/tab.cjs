// Opens the page FILE in Chromium with playwright-core and uses it with the keyboard alone: `node tab.cjs FILE CHROMIUM`. Prints as
// JSON what is wrong. Ends with 77 where playwright-core is not there (NODE_PATH tells where to look).
let playwright
try {
  playwright = require('playwright-core')
} catch {
  process.exit(77)
}
const [file, browser] = process.argv.slice(2)
const executablePath = require('child_process').execFileSync('which', [browser], { encoding: 'utf8' }).trim()

async function main() {
  const chromium = await playwright.chromium.launch({ executablePath, args: ['--no-sandbox'] })
  // Without smooth scrolling, which takes its time.
  const page = await chromium.newPage({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' })
  const problems = []
  page.on('console', message => problems.push('console: ' + message.text()))
  page.on('pageerror', error => problems.push('error: ' + error))
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url())) problems.push('request: ' + request.url())
  })
  await page.goto('file://' + file)
  // The page runs no script of its own; what is asked here comes from outside, as a screen reader asks.
  const expected = await page.$$eval('a[href],input,[tabindex="0"]', all =>
    all.filter(each => each.checkVisibility({ visibilityProperty: true })).map((each, at) => {
      each.dataset.stop = at
      return each.outerHTML.slice(0, 80)
    }))
  const stop = () => page.evaluate(() => {
    const active = document.activeElement
    const box = active.getBoundingClientRect()
    const style = getComputedStyle(active)
    return {
      stop: active.dataset.stop,
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    }
  })
  for (let at = 0; at < expected.length; at++) {
    await page.keyboard.press('Tab')
    const now = await stop()
    if (now.stop !== String(at)) problems.push(`stop ${at} is ${now.stop}, not ${expected[at]}`)
    else if (!now.seen) problems.push('out of sight: ' + expected[at])
    else if (!now.marked) problems.push('without a mark: ' + expected[at])
    if (problems.length > 5) break
  }
  await page.keyboard.press('Shift+Tab')
  const back = await stop()
  if (back.stop !== String(expected.length - 2)) problems.push('Shift+Tab leads to ' + back.stop)
  // Space hides and shows; Enter follows a number to its finding.
  const findings = () => page.$$eval('.finding.info', all => all.filter(each => each.offsetParent).length)
  const before = await findings()
  await page.focus('#show-info')
  await page.keyboard.press('Space')
  if (await findings() !== 0) problems.push('Space hides nothing')
  await page.keyboard.press('Space')
  if (before === 0 || await findings() !== before) problems.push('Space does not bring back')
  await page.focus('a.ref')
  const target = await page.$eval('a.ref', link => link.getAttribute('href'))
  await page.keyboard.press('Enter')
  const arrived = await page.evaluate(id => document.querySelector(':target') === document.querySelector(id), target)
  if (!arrived) problems.push('Enter does not lead to ' + target)
  await chromium.close()
  console.log(JSON.stringify({ stops: expected.length, problems }))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
