export { type AddMemberPorts, addMember, type NewMember } from './add.ts';
export { createKeyring, type ExpectedKey, type Keyring, MIN_PASSPHRASE } from './keyring.ts';
export { createSession, type Session } from './session.ts';
export { type Signer, verifySignature } from './signature.ts';
