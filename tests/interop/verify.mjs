// verify.mjs FILE: one credential, verified by @digitalbazaar, from a cold start; what speed.mjs
// measures as well. Only what the proof needs is loaded.
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const suites = {
  'eddsa-rdfc-2022': async () => (await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'))
    .cryptosuite,
  'ecdsa-rdfc-2019': async () => (await import('@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'))
    .cryptosuite,
  'eddsa-jcs-2022': async () => (await import('@digitalbazaar/eddsa-jcs-2022-cryptosuite'))
    .createVerifyCryptosuite(),
  'ecdsa-jcs-2019': async () => (await import('@digitalbazaar/ecdsa-jcs-2019-cryptosuite'))
    .createVerifyCryptosuite(),
  'ecdsa-sd-2023': async () => (await import('@digitalbazaar/ecdsa-sd-2023-cryptosuite'))
    .createVerifyCryptosuite(),
};

async function makeSuite({type, cryptosuite}) {
  if (type === 'DataIntegrityProof') {
    const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
    return new DataIntegrityProof({cryptosuite: await suites[cryptosuite]()});
  }
  const module = type === 'Ed25519Signature2018' ? '@digitalbazaar/ed25519-signature-2018'
    : '@digitalbazaar/ed25519-signature-2020';
  return new (await import(module))[type]();
}

// A function that verifies TEXT, and throws when it does not verify.
export async function prepare(text) {
  const vc = await import('@digitalbazaar/vc');
  const {makeLoader} = await import('./loader.mjs');
  const documentLoader = makeLoader();
  const suite = await makeSuite(JSON.parse(text).proof);
  return async () => {
    const result = await vc.verifyCredential({credential: JSON.parse(text), suite, documentLoader});
    if (!result.verified) {
      throw result.error?.errors?.[0] ?? result.error;
    }
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const verify = await prepare(readFileSync(process.argv[2], 'utf8'));
  await verify();
  console.log('verified');
}
