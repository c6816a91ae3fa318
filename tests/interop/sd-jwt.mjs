// SD-JWT VC by @sd-jwt: some claims disclosed and some not, with key binding and without, the
// issuer's key in its did:jwk, and in a set of keys at its web address.
import {digest, ES256, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import {Buffer} from 'node:buffer';

const ISSUED = Date.parse('2026-01-01T00:00:00Z') / 1000;
const claims = {
  vct: 'https://college.example/types/small-engines',
  name: 'Small engines',
  given_name: 'Zo\u00e9',
  family_name: 'Invent\u00e9e',
  grade: 'A',
  hours: 12,
  skills: ['two-stroke', 'four-stroke', 'chain saw'],
  address: {city: 'Boisvert', country: 'CA'},
};
const frame = {
  _sd: ['given_name', 'family_name', 'grade', 'hours'],
  skills: {_sd: [0, 2]},
  address: {_sd: ['city']},
};
const shown = {given_name: true, hours: true, skills: {0: true}, address: {city: true}};

async function issueOne(name, {web = false, bound = false, discloses = true} = {}) {
  const own = await ES256.generateKeyPair();
  const holder = await ES256.generateKeyPair();
  const {kty, crv, x, y} = own.publicKey;
  const jwk = {kty, crv, x, y};
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const issuer = web ? 'https://keys.college.example' : did;
  const kid = web ? 'key-1' : `${did}#0`;
  const instance = new SDJwtVcInstance({
    signer: await ES256.getSigner(own.privateKey), signAlg: ES256.alg,
    hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt,
    kbSigner: await ES256.getSigner(holder.privateKey), kbSignAlg: ES256.alg,
  });
  const payload = {iss: issuer, iat: ISSUED, nbf: ISSUED, ...claims};
  if (bound) {
    const {kty, crv, x, y} = holder.publicKey;
    payload.cnf = {jwk: {kty, crv, x, y}};
  }
  const whole = await instance.issue(payload, frame, {header: {kid}});
  const binding = bound ? {kb: {payload: {iat: ISSUED + 60, aud: 'https://employer.example',
    nonce: 'x7'}}} : undefined;
  const text = await instance.present(whole, discloses ? shown : {}, binding);
  return {name, proof: 'ES256', issuer, text,
    document: web ? {issuer, jwks: {keys: [{...jwk, kid}]}} : undefined};
}

export default async function issue() {
  return [
    await issueOne('whole'),
    await issueOne('nothing-disclosed', {discloses: false}),
    await issueOne('bound', {bound: true}),
    await issueOne('web', {web: true}),
    await issueOne('web-bound', {web: true, bound: true}),
  ];
}
