// Tokens by jose: a badge as the "vc" claim (1.1) and as the claims themselves (2.0), with the key
// in the issuer's did:jwk, and in a document of a did:web.
import {Buffer} from 'node:buffer';
import * as jose from 'jose';
import {badge1, badge2} from './badge.mjs';

const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
const ISSUED = Date.parse('2026-01-01T00:00:00Z') / 1000;

export async function makeKey(alg) {
  const {publicKey, privateKey} = await jose.generateKeyPair(alg, {extractable: true});
  const {alg: _, ...jwk} = await jose.exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  return {alg, jwk, did, privateKey};
}

function sign1(key, issuer, kid) {
  const vc = badge1(issuer);
  return new jose.SignJWT({vc}).setProtectedHeader({alg: key.alg, typ: 'JWT', kid})
    .setIssuer(issuer).setSubject(vc.credentialSubject.id).setJti(vc.id).setNotBefore(ISSUED)
    .sign(key.privateKey);
}

function sign2(key, issuer, kid) {
  return new jose.CompactSign(new TextEncoder().encode(JSON.stringify(badge2(issuer))))
    .setProtectedHeader({alg: key.alg, typ: 'vc+jwt', cty: 'vc', kid, iss: issuer})
    .sign(key.privateKey);
}

function describe(key, issuer, kid) {
  return {id: issuer, assertionMethod: [kid], verificationMethod: [
    {id: kid, type: 'JsonWebKey', controller: issuer, publicKeyJwk: key.jwk}]};
}

export default async function issue() {
  const issued = [];
  for (const alg of ALGORITHMS) {
    const key = await makeKey(alg);
    const issuer = `did:web:${alg.toLowerCase()}.college.example`;
    const kid = `${issuer}#key-1`;
    const document = describe(key, issuer, kid);
    for (const [name, sign] of [['vc1', sign1], ['vc2', sign2]]) {
      issued.push({name: `${name}-${alg}`, proof: alg, issuer: key.did,
        text: await sign(key, key.did, `${key.did}#0`)});
      issued.push({name: `${name}-${alg}-did-web`, proof: alg, issuer, document,
        text: await sign(key, issuer, kid)});
    }
  }
  return issued;
}
