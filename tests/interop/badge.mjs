// What every issuer here signs: an invented badge, in each data model.
const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

const achievement = {
  id: 'urn:uuid:6c6f2f6e-7f9b-4b2e-9a50-3c7d1f0f9e01',
  type: ['Achievement'],
  name: 'Small engines',
  description: 'Repairs a "two-stroke" engine \u2014 \u00e9t\u00e9 comme hiver.',
  criteria: {narrative: 'Take one apart.\tPut it together.'},
};

const subject = {id: 'did:example:zoe', type: ['AchievementSubject'], achievement};

// More contexts go after those of the badge itself.
export function badge2(issuer, contexts = []) {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', OPEN_BADGES, ...contexts],
    id: 'urn:uuid:0f1c0f5e-3a0c-4d43-8f0b-6d1b6b7c2a10',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Small engines',
    issuer: {id: issuer, type: ['Profile'], name: 'Coll\u00e8ge Bor\u00e9al-Invent\u00e9'},
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: subject,
  };
}

export function badge1(issuer, contexts = []) {
  const {validFrom, ...rest} = badge2(issuer);
  return {
    ...rest,
    '@context': ['https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', ...contexts],
    issuanceDate: validFrom,
  };
}

export const signedAt = '2026-01-02T03:04:05Z';
