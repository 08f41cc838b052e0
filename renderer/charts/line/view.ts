/** The part of the x axis that is shown. */
export interface View {
  readonly from: number;
  readonly to: number;
}

export const spanOf = ({ from, to }: View): number => to - from;

/** The view moved back between the ends of `whole`, no wider than it and no narrower than `least`. */
export function within(view: View, whole: View, least: number): View {
  const span = Math.min(spanOf(whole), Math.max(least, spanOf(view)));
  const from = Math.min(whole.to - span, Math.max(whole.from, view.from));
  return { from, to: from + span };
}

/** Moved by `by` (in the unit of the axis), with its width, as far as there is something. */
export const pan = (view: View, by: number, whole: View): View =>
  within({ from: view.from + by, to: view.to + by }, whole, spanOf(view));

/** `factor` times as wide (below 1 is nearer), with what is at `at` staying where it is on the screen. */
export function zoom(view: View, factor: number, at: number, whole: View, least: number): View {
  const span = Math.min(spanOf(whole), Math.max(least, spanOf(view) * factor));
  const part = spanOf(view) === 0 ? 0.5 : (at - view.from) / spanOf(view);
  const from = at - part * span;
  return within({ from, to: from + span }, whole, least);
}

/** The view moved just so far that x is in it, with a little room. */
export function reveal(view: View, x: number, whole: View): View {
  const room = spanOf(view) * 0.04;
  if (x < view.from + room) return pan(view, x - room - view.from, whole);
  if (x > view.to - room) return pan(view, x + room - view.to, whole);
  return view;
}
