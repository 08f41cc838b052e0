export { analyseTest, type TestAnalysis } from './analysis.ts';
export { variantLabel } from './labels.ts';
export { testList } from './list.ts';
export { UNIFORM_PRIOR } from './posterior.ts';
export { ALL_VARIANT_TOTALS, VARIANT_TOTALS, type VariantTotals, variantTotalsRow } from './queries.ts';
export { CREATIVE_RULES, type CreativeRules } from './rules.ts';
export { readCreativeTest, readCreativeTests } from './service.ts';
export { VERDICT_WORDS } from './verdict.ts';
export { CAVEATS, testRow, testView } from './view.ts';
