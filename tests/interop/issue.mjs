// issue.mjs DIR: credentials by every issuer, with index.json to say what they are.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const FAMILIES = ['digitalbazaar', 'digitalcredentials', 'jose', 'sd-jwt'];
const folder = process.argv[2];
const index = [];

mkdirSync(folder, {recursive: true});
for (const family of FAMILIES) {
  const {default: issue} = await import(`./${family}.mjs`);
  for (const {name, text, document, ...facts} of await issue()) {
    const base = `${family}-${name}`;
    writeFileSync(join(folder, base), text);
    if (document) {
      writeFileSync(join(folder, `${base}.document`), JSON.stringify(document));
    }
    index.push({file: base, document: document ? `${base}.document` : null, ...facts});
  }
}
writeFileSync(join(folder, 'index.json'), JSON.stringify(index, null, 1));
