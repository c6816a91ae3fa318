// page.mjs CODES FILE...: pages that Coffret made, in a real browser: nothing is fetched, nothing is
// wider than a telephone, and axe finds nothing to say, light and dark, wide and narrow, and printed.
// Pictures of the codes on them, at several sizes, go to the folder CODES for other programs to read.
import {createRequire} from 'node:module';
import {basename, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const ways = [
  {viewport: {width: 1000, height: 800}, colorScheme: 'light'},
  {viewport: {width: 1000, height: 800}, colorScheme: 'dark'},
  {viewport: {width: 360, height: 740}, colorScheme: 'light'},
  {viewport: {width: 320, height: 256}, colorScheme: 'dark'}, // 1280 px at 400 %
  {viewport: {width: 800, height: 800}, colorScheme: 'light', media: 'print'},
];

const [codes, ...files] = process.argv.slice(2);

async function look(browser, file, {media, ...options}) {
  // The audit is a script, which the page itself forbids.
  const page = await browser.newPage({...options, bypassCSP: true});
  const faults = [];
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url()) || (request.url().startsWith('file:')
        && request.url() !== pathToFileURL(resolve(file)).href)) {
      faults.push(`asks for ${request.url()}`);
    }
  });
  page.on('console', message => faults.push(message.text()));
  await page.goto(pathToFileURL(resolve(file)).href);
  if (media) {
    await page.emulateMedia({media});
  }
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
    faults.push('is wider than the window');
  }
  if (await page.evaluate(() => document.scripts.length)) {
    faults.push('has a script');
  }
  const code = page.locator('svg[role="img"]').first();
  if (await code.count()) {
    const name = `${basename(file, '.html')}-${media ?? options.colorScheme}-${options.viewport.width}`;
    await code.screenshot({path: `${codes}/${name}.png`});
  }
  await page.addScriptTag({path: axe});
  const found = await page.evaluate(() => globalThis.axe.run(document,
    {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  faults.push(...found.violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 120)}`));
  await page.close();
  return {faults, passes: found.passes.length};
}

const browser = await chromium.launch({executablePath: process.env.BROWSER, args: [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync']});
let failed = 0;
for (const file of files) {
  for (const way of ways) {
    const {faults, passes} = await look(browser, file, way);
    failed += faults.length;
    console.log(`${faults.length ? 'not ok' : 'ok'}: ${file.split('/').pop()}, `
      + `${way.media ?? way.colorScheme}, ${way.viewport.width} px, ${passes} rules passed`);
    faults.forEach(fault => console.log(`    ${fault}`));
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
