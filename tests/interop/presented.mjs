// presented.mjs FILE...: presentations that Coffret made, verified by @digitalbazaar/vc: the proof of
// the holder, and that of each credential in them.
import {readFileSync} from 'node:fs';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2018} from '@digitalbazaar/ed25519-signature-2018';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {createVerifyCryptosuite as eddsaJcs} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {createVerifyCryptosuite as ecdsaJcs} from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import {makeLoader} from './loader.mjs';

const suite = [
  ...[eddsaRdfc, ecdsaRdfc, eddsaJcs(), ecdsaJcs()]
    .map(cryptosuite => new DataIntegrityProof({cryptosuite})),
  new Ed25519Signature2018(), new Ed25519Signature2020(),
];

async function verify(presentation) {
  const {challenge, domain} = presentation.proof;
  const result = await vc.verify({presentation, challenge, domain, suite,
    documentLoader: makeLoader()});
  return result.verified ? null
    : JSON.stringify(result.error?.errors?.map(error => error.message) ?? result.error?.message);
}

let failed = 0;
for (const file of process.argv.slice(2)) {
  const presentation = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = await verify(structuredClone(presentation));
  presentation.proof.domain = 'somebody-else.example';
  const passed = await verify(presentation) === null;
  failed += wrong || passed ? 1 : 0;
  console.log(`${wrong || passed ? 'not ok' : 'ok'}: ${presentation.proof.cryptosuite}, `
    + `${presentation.verifiableCredential.length} credentials ${wrong ?? ''}`
    + (passed ? ' and a changed domain is not noticed' : ''));
}
process.exit(failed ? 1 : 0);
