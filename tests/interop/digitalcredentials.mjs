// The same suites as the Digital Credentials Consortium's own copies sign them: these have a
// canonicaliser of another age.
import * as Ed25519Multikey from '@digitalcredentials/ed25519-multikey';
import * as vc from '@digitalcredentials/vc';
import {cryptosuite} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalcredentials/data-integrity';
import {Ed25519Signature2020} from '@digitalcredentials/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalcredentials/ed25519-verification-key-2020';
import {securityLoader} from '@digitalcredentials/security-document-loader';
import {badge1, badge2, signedAt} from './badge.mjs';
import {SUITE_2020} from './loader.mjs';

const documentLoader = securityLoader().build();

function nameKey(key, multibase) {
  key.controller = `did:key:${multibase}`;
  key.id = `${key.controller}#${multibase}`;
  return key;
}

async function prove() {
  const key = await Ed25519Multikey.generate();
  nameKey(key, key.publicKeyMultibase);
  const suite = new DataIntegrityProof({signer: key.signer(), date: signedAt, cryptosuite});
  const signed = await vc.issue({credential: badge2(key.controller), suite, documentLoader});
  return {name: 'eddsa-rdfc-2022', proof: 'eddsa-rdfc-2022', issuer: key.controller,
    text: JSON.stringify(signed)};
}

async function signBefore(badge) {
  const key = await Ed25519VerificationKey2020.generate();
  nameKey(key, key.fingerprint());
  const suite = new Ed25519Signature2020({key, date: signedAt});
  const signed = await vc.issue({
    credential: badge(key.controller, [SUITE_2020]), suite, documentLoader});
  return {name: `Ed25519Signature2020-${badge.name}`, proof: 'Ed25519Signature2020',
    issuer: key.controller, text: JSON.stringify(signed)};
}

export default async function issue() {
  return [await prove(), await signBefore(badge1), await signBefore(badge2)];
}
