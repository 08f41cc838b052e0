import { z } from 'zod';
import { memberSchema } from '../members.ts';
import { uuidSchema } from '../primitives.ts';
import { memberInputSchema, sessionSchema } from '../views.ts';
import { base } from './base.ts';

/** Who is signed in, and who could be. */
export const members = {
  session: base
    .route({ method: 'GET', path: '/api/session', summary: 'Who is signed in, and who could be' })
    .output(sessionSchema),
  signIn: base
    .route({ method: 'POST', path: '/api/session', summary: 'Sign in: unlock a member key' })
    .input(z.object({ memberId: uuidSchema, passphrase: z.string() }))
    .output(sessionSchema),
  signOut: base.route({ method: 'DELETE', path: '/api/session', summary: 'Sign out' }).output(sessionSchema),
  add: base
    .route({ method: 'POST', path: '/api/members', summary: 'Add a member with a new key' })
    .input(memberInputSchema)
    .output(memberSchema),
};
