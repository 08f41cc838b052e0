import { z } from 'zod';

// The page's policy forbids making code from text, which the library would otherwise try in order to be faster. It asks
// when a schema is made, so every schema of the page comes from here.
z.config({ jitless: true });

export { z };
