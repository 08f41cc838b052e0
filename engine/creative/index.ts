export { analyseTest, type TestAnalysis } from './analysis.ts';
export { DECLARED_TOTALS, type DeclaredTotals, declaredTotalsRow } from './archive/queries.ts';
export { readCreativeTogether } from './archive/service.ts';
export { readTogether, TOGETHER_LEVEL } from './archive/together.ts';
export {
  isTogetherFigure,
  TOGETHER_CAVEATS,
  TOGETHER_FIGURES,
  TOGETHER_WORDS,
  type TogetherFigure,
} from './archive/wording.ts';
export { variantLabel } from './labels.ts';
export { testList } from './list.ts';
export { UNIFORM_PRIOR } from './posterior.ts';
export { ALL_VARIANT_TOTALS, VARIANT_TOTALS, type VariantTotals, variantTotalsRow } from './queries.ts';
export { CREATIVE_RULES, type CreativeRules } from './rules.ts';
export { readCreativeTest, readCreativeTests } from './service.ts';
export { VERDICT_WORDS } from './verdict.ts';
export { CAVEATS, testRow, testView } from './view.ts';
