import type { CreativePublish, GuardrailEvaluation } from '../../contract/index.ts';

/** Whether an ad for a financial product that is shown in the United States is declared as one. */
export function specialCategory(
  { countries, specialAdCategories }: CreativePublish,
  { financialProduct }: { readonly financialProduct: boolean },
): GuardrailEvaluation {
  const declared = specialAdCategories.includes('FINANCIAL_PRODUCTS_SERVICES');
  const needed = financialProduct && countries.includes('US');
  return {
    guardrail: 'special-category',
    title: 'Special ad category',
    outcome: needed && !declared ? 'block' : 'pass',
    evidence: evidenceOf(needed, declared),
    measured: {
      countries: countries.join(', '),
      financialProduct: financialProduct ? 'yes' : 'no',
      declared: declared ? 'yes' : 'no',
    },
    dataThrough: null,
  };
}

function evidenceOf(needed: boolean, declared: boolean): string {
  if (declared) return 'The ad is declared in the category for financial products.';
  return needed
    ? 'An ad for a financial product in the United States has to be declared in its category.'
    : 'No special category is needed for what is advertised and where.';
}
