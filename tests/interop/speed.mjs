// speed.mjs DIR [MILLISECONDS]: how long the peers take for each credential in DIR, warmed up. Prints
// JSON: microseconds of processor time, as bench-verify does. Each time the key
// is made anew from the issuer's id, as somebody must who verifies what many issuers sign.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Buffer} from 'node:buffer';
import {digest, ES256} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import * as jose from 'jose';
import {prepare} from './verify.mjs';

const BATCHES = 5;
// The peer's own did:key resolver offers no keys of the kind that this suite asks for.
const NOT_FOR_PEERS = ['Ed25519Signature2018'];
const [folder, milliseconds = '500'] = process.argv.slice(2);

async function prepareToken(text) {
  const [header] = text.split('.');
  const {alg, kid} = JSON.parse(Buffer.from(header, 'base64url'));
  const jwk = JSON.parse(Buffer.from(kid.slice('did:jwk:'.length).split('#')[0], 'base64url'));
  if (text.includes('~')) {
    return async () => {
      const verifier = await ES256.getVerifier(jwk);
      await new SDJwtVcInstance({hasher: digest, verifier}).verify(text);
    };
  }
  return async () => {
    const {payload} = await jose.compactVerify(text, await jose.importJWK(jwk, alg));
    JSON.parse(new TextDecoder().decode(payload));
  };
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function processorMicroseconds() {
  const {user, system} = process.cpuUsage();
  return user + system;
}

async function run(act, limit) {
  const start = processorMicroseconds();
  let count = 0;
  let taken = 0;
  for (; taken < limit * 1000; count++) {
    await act();
    taken = processorMicroseconds() - start;
  }
  return taken / count;
}

const results = {};
for (const name of readdirSync(folder).filter((name) => !NOT_FOR_PEERS.includes(name))) {
  const text = readFileSync(join(folder, name), 'utf8');
  try {
    const act = await (text.startsWith('{') ? prepare(text) : prepareToken(text));
    await run(act, Number(milliseconds));
    const batches = [];
    for (let i = 0; i < BATCHES; i++) {
      batches.push(await run(act, Number(milliseconds) / BATCHES));
    }
    results[name] = median(batches);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
}
console.log(JSON.stringify(results));
