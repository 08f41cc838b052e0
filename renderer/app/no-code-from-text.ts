import { z } from 'zod';

// The page's policy forbids making code from text, which the schema library would otherwise try in order to be faster.
z.config({ jitless: true });
