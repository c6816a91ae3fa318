// Data Integrity and the two Ed25519 signatures before it, by @digitalbazaar.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as ecdsaSd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2018} from '@digitalbazaar/ed25519-signature-2018';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2018} from '@digitalbazaar/ed25519-verification-key-2018';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import {badge1, badge2, signedAt} from './badge.mjs';
import {makeLoader, SUITE_2020} from './loader.mjs';

const documentLoader = makeLoader();

function nameKey(key, multibase) {
  key.controller = `did:key:${multibase}`;
  key.id = `${key.controller}#${multibase}`;
  return key;
}

async function makeMultikey(curve) {
  const key = curve === 'Ed25519' ? await Ed25519Multikey.generate()
    : await EcdsaMultikey.generate({curve});
  return nameKey(key, (await key.export({publicKey: true})).publicKeyMultibase);
}

async function prove(name, cryptosuite, curve) {
  const key = await makeMultikey(curve);
  const suite = new DataIntegrityProof({signer: key.signer(), date: signedAt, cryptosuite});
  const signed = await vc.issue({credential: badge2(key.controller), suite, documentLoader});
  return {name, proof: cryptosuite.name, issuer: key.controller, text: JSON.stringify(signed)};
}

async function disclose() {
  const key = await makeMultikey('P-256');
  const base = new DataIntegrityProof({
    signer: key.signer(), date: signedAt, cryptosuite: ecdsaSd.createSignCryptosuite({
      mandatoryPointers: ['/issuer', '/validFrom', '/credentialSubject/id',
        '/credentialSubject/achievement/id'],
    }),
  });
  const verifiableCredential = await vc.issue({
    credential: badge2(key.controller), suite: base, documentLoader});
  const suite = new DataIntegrityProof({
    cryptosuite: ecdsaSd.createDiscloseCryptosuite({
      selectivePointers: ['/name', '/credentialSubject/achievement/name',
        '/credentialSubject/achievement/criteria'],
    }),
  });
  const derived = await vc.derive({verifiableCredential, suite, documentLoader});
  return {name: 'ecdsa-sd-2023', proof: 'ecdsa-sd-2023', issuer: key.controller,
    text: JSON.stringify(derived)};
}

async function signBefore(Suite, Key, badge, contexts = []) {
  const key = await Key.generate();
  nameKey(key, key.fingerprint());
  const suite = new Suite({key, date: signedAt});
  const signed = await vc.issue({
    credential: badge(key.controller, contexts), suite, documentLoader});
  return {name: `${suite.type}-${badge.name}`, proof: suite.type, issuer: key.controller,
    text: JSON.stringify(signed)};
}

export default async function issue() {
  return [
    await prove('eddsa-rdfc-2022', eddsaRdfc, 'Ed25519'),
    await prove('eddsa-jcs-2022', eddsaJcs.createSignCryptosuite(), 'Ed25519'),
    await prove('ecdsa-rdfc-2019', ecdsaRdfc, 'P-256'),
    await prove('ecdsa-rdfc-2019-p384', ecdsaRdfc, 'P-384'),
    await prove('ecdsa-jcs-2019', ecdsaJcs.createSignCryptosuite(), 'P-256'),
    await prove('ecdsa-jcs-2019-p384', ecdsaJcs.createSignCryptosuite(), 'P-384'),
    await disclose(),
    await signBefore(Ed25519Signature2020, Ed25519VerificationKey2020, badge1, [SUITE_2020]),
    await signBefore(Ed25519Signature2020, Ed25519VerificationKey2020, badge2, [SUITE_2020]),
    await signBefore(Ed25519Signature2018, Ed25519VerificationKey2018, badge1),
  ];
}
