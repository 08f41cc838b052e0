declare const brand: unique symbol;

/** A value of type `T` that has passed the check named `B`. Made only by that check. */
export type Brand<T, B extends string> = T & { readonly [brand]: B };
