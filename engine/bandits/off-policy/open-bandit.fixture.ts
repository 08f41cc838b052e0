/**
 * Beta priors of ZOZOTOWN's Thompson policy for the items 0 to 33 of campaign "men" when the Open Bandit Dataset began:
 * zr-obp, obp/policy/conf/prior_bts.yaml (Saito et al. 2020, Apache 2.0).
 */
export const MEN_PRIORS: readonly { readonly alpha: number; readonly beta: number }[] = (
  [
    [47, 12198],
    [8, 3566],
    [62, 15993],
    [142, 35522],
    [3, 2367],
    [6, 3100],
    [100, 24665],
    [48, 13210],
    [23, 7061],
    [71, 18061],
    [61, 17449],
    [13, 5644],
    [16, 6787],
    [518, 111326],
    [30, 8776],
    [7, 3334],
    [4, 2271],
    [23, 7389],
    [8, 2659],
    [10, 3665],
    [11, 4724],
    [11, 3561],
    [18, 5085],
    [121, 27407],
    [11, 4601],
    [4, 2923],
    [32, 8897],
    [30, 8654],
    [9, 4000],
    [22, 6580],
    [6, 3174],
    [23, 6766],
    [5, 2602],
    [54, 14506],
  ] as const
).map(([alpha, beta]) => ({ alpha, beta }));
