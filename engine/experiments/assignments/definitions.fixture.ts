import { type AssignmentContext, contextSchema, type FeatureRule } from '../assign/index.ts';

/** A flag `button` that the experiment `green-button` decides for users; a switched-off flag; a flag without experiment. */
export const definitionsWith = (rule: Partial<FeatureRule> = {}): AssignmentContext =>
  contextSchema.parse({
    features: {
      button: {
        defaultValue: 'grey',
        rules: [
          {
            key: 'green-button',
            hashAttribute: 'user',
            hashVersion: 2,
            seed: 'a',
            variations: ['grey', 'green'],
            weights: [0.5, 0.5],
            coverage: 1,
            meta: [{ key: 'control' }, { key: 'treatment' }],
            disableStickyBucketing: true,
            ...rule,
          },
        ],
      },
      'not-yet': { defaultValue: true, enabled: false },
      plain: { defaultValue: 7 },
    },
  });

export const STICKY: Partial<FeatureRule> = { disableStickyBucketing: false };
