import fc from 'fast-check';

/**
 * Properties are tried with the same cases in every run, so that what passed passes again and what failed fails again.
 * `npm run properties` tries others, by the seeds it sets and names.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
